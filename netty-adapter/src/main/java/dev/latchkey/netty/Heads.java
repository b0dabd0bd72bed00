package dev.latchkey.netty;

import dev.latchkey.Header;
import dev.latchkey.Refusal;
import dev.latchkey.UpstreamHeaders;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.ReadOnlyHttpHeaders;
import io.netty.util.AsciiString;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Header fields on their way: towards the host, towards the client, and those of our own refusals. */
final class Heads {
    /** More names than any profile has; a host may make some up. */
    private static final int MOST_NAMES = 256;

    /** The names that profiles put on answers, as Netty compares, checks and writes them quickest. */
    private static final Map<String, AsciiString> NAMES = new ConcurrentHashMap<>();

    private Heads() {}

    /**
     * Leaves what the host may see of a request's fields, and adds what is for it; false if that failed, as it does for
     * fields that a handler in front made read-only, and the request must not pass.
     */
    static boolean rewrites(HttpHeaders fields, UpstreamHeaders upstream) {
        try {
            drop(fields, upstream);
            for (Header added : upstream.adds()) {
                fields.add(added.name(), added.value());
            }
            return true;
        } catch (RuntimeException failure) {
            Incident.FIXED_FIELDS.tell(failure);
            return false;
        }
    }

    /** Takes the expectation off a request that this handler meets itself; false if that failed, as above. */
    static boolean removesExpectation(HttpHeaders fields) {
        try {
            fields.remove(HttpHeaderNames.EXPECT);
            return true;
        } catch (RuntimeException failure) {
            Incident.FIXED_FIELDS.tell(failure);
            return false;
        }
    }

    /** The interim answer that asks a client for the body. */
    static FullHttpResponse goOn() {
        return new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER);
    }

    /** How long the body says to be; 0 if it does not, and {@link Long#MAX_VALUE} if what it says is no length. */
    static long declaredLength(HttpRequest request) {
        try {
            return HttpUtil.getContentLength(request, 0L);
        } catch (NumberFormatException unreadable) {
            return Long.MAX_VALUE;
        }
    }

    /** What the host may see of a request's trailing fields. */
    static void drop(HttpHeaders fields, UpstreamHeaders upstream) {
        if (fields.isEmpty()) {
            return;
        }
        List<CharSequence> dropped = new ArrayList<>(1);
        Iterator<Map.Entry<CharSequence, CharSequence>> each = fields.iteratorCharSequence();
        while (each.hasNext()) {
            CharSequence name = each.next().getKey();
            if (upstream.drops(name)) {
                dropped.add(name);
            }
        }
        for (CharSequence name : dropped) {
            fields.remove(name);
        }
    }

    /** The host's answer with these fields in place of its own of the same names. */
    static HttpResponse withFields(HttpResponse answer, List<Header> fields) {
        if (fields.isEmpty()) {
            return answer;
        }
        HttpResponse writable = isReadOnly(answer.headers()) ? copy(answer) : answer;
        for (int i = 0; i < fields.size(); i++) {
            Header field = fields.get(i);
            if (isRepeated(fields, i)) {
                writable.headers().add(name(field), field.value());
            } else {
                writable.headers().set(name(field), field.value());
            }
        }
        return writable;
    }

    private static AsciiString name(Header field) {
        AsciiString known = NAMES.get(field.name());
        if (known != null) {
            return known;
        }
        AsciiString name = AsciiString.cached(field.name());
        if (NAMES.size() < MOST_NAMES) {
            NAMES.put(field.name(), name);
        }
        return name;
    }

    /** Whether the name stands earlier in the list, which is short: looking is quicker than noting. */
    private static boolean isRepeated(List<Header> fields, int index) {
        String name = fields.get(index).name();
        for (int i = 0; i < index; i++) {
            if (fields.get(i).name().equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isReadOnly(HttpHeaders headers) {
        return headers instanceof ReadOnlyHttpHeaders || headers instanceof EmptyHttpHeaders;
    }

    private static HttpResponse copy(HttpResponse answer) {
        HttpHeaders headers = new DefaultHttpHeaders().add(answer.headers());
        return answer instanceof FullHttpResponse full
                ? new DefaultFullHttpResponse(
                        full.protocolVersion(), full.status(), full.content(), headers, full.trailingHeaders())
                : new DefaultHttpResponse(answer.protocolVersion(), answer.status(), headers);
    }

    /** A refusal as an answer to this request, which says whether the connection goes on. */
    static FullHttpResponse refusal(Refusal refusal, HttpRequest request, boolean keepsAlive) {
        ByteBuf content = HttpMethod.HEAD.equals(request.method())
                ? Unpooled.EMPTY_BUFFER
                : Unpooled.wrappedBuffer(refusal.body());
        FullHttpResponse answer = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(refusal.status()), content);
        for (Header header : refusal.headers()) {
            answer.headers().add(name(header), header.value());
        }
        answer.headers().set(HttpHeaderNames.CONTENT_LENGTH, refusal.bodyLength());
        if (keepsAlive) {
            HttpUtil.setKeepAlive(answer.headers(), request.protocolVersion(), true);
        } else {
            answer.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        return answer;
    }
}
