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
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Header fields on their way: towards the host, towards the client, and those of our own refusals. */
final class Heads {
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
        List<String> dropped = new ArrayList<>(1);
        Iterator<Map.Entry<CharSequence, CharSequence>> each = fields.iteratorCharSequence();
        while (each.hasNext()) {
            String name = each.next().getKey().toString();
            if (upstream.drops(name)) {
                dropped.add(name);
            }
        }
        dropped.forEach(fields::remove);
    }

    /** The host's answer with these fields in place of its own of the same names. */
    static HttpResponse withFields(HttpResponse answer, List<Header> fields) {
        if (fields.isEmpty()) {
            return answer;
        }
        HttpResponse writable = isReadOnly(answer.headers()) ? copy(answer) : answer;
        for (Header field : fields) {
            writable.headers().remove(field.name());
        }
        for (Header field : fields) {
            writable.headers().add(field.name(), field.value());
        }
        return writable;
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
        byte[] body = refusal.body();
        ByteBuf content =
                HttpMethod.HEAD.equals(request.method()) ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(body);
        FullHttpResponse answer = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(refusal.status()), content);
        for (Header header : refusal.headers()) {
            answer.headers().add(header.name(), header.value());
        }
        answer.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        if (keepsAlive) {
            HttpUtil.setKeepAlive(answer.headers(), request.protocolVersion(), true);
        } else {
            answer.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        return answer;
    }
}
