package dev.latchkey.netty;

import dev.latchkey.Header;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/** The host's answer to one request, watched as it is written. */
final class Answer {
    private final boolean toConnect;
    private final List<Header> fields;
    private boolean interim;
    private boolean ended;
    private boolean upgraded;

    Answer(HttpMethod method, List<Header> fields) {
        this.toConnect = HttpMethod.CONNECT.equals(method);
        this.fields = fields;
    }

    /** What is written in place of this part of the answer. */
    Object next(Object part) {
        Object written = part instanceof HttpResponse head ? head(head) : part;
        if (part instanceof LastHttpContent) {
            ended |= !interim;
            interim = false;
        }
        return written;
    }

    /** The last part was written. */
    boolean hasEnded() {
        return ended;
    }

    /** The connection now speaks something else: 101, or success of a {@code CONNECT}. */
    boolean hasUpgraded() {
        return upgraded;
    }

    private HttpResponse head(HttpResponse head) {
        HttpResponseStatus status = head.status();
        upgraded = status.code() == HttpResponseStatus.SWITCHING_PROTOCOLS.code()
                || (toConnect && status.codeClass() == HttpStatusClass.SUCCESS);
        ended |= upgraded;
        // RFC 9110, section 15.2: any number of 1xx answers may come before the one that counts.
        interim = !upgraded && status.codeClass() == HttpStatusClass.INFORMATIONAL;
        return interim ? head : Heads.withFields(head, fields);
    }
}
