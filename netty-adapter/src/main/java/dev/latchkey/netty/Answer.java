package dev.latchkey.netty;

import dev.latchkey.Header;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The host's answer to one request, watched as it is written. */
final class Answer {
    private final boolean toConnect;
    private final List<Header> fields;
    private final @Nullable Charge charge;
    private boolean interim;
    private boolean ended;
    private boolean upgraded;
    private boolean finished;

    Answer(String method, List<Header> fields, @Nullable Charge charge) {
        this.toConnect = HttpMethod.CONNECT.name().equals(method);
        this.fields = fields;
        this.charge = charge;
    }

    /** What is written in place of this part of the answer. */
    Object next(Object part) {
        Object written = part instanceof HttpResponse head ? head(head) : part;
        if (part instanceof LastHttpContent) {
            ended |= !interim;
            interim = false;
        }
        if (ended && !upgraded) {
            finish();
        }
        return written;
    }

    /** Nothing more is known to come, so that what is held for it is due. A further call does nothing. */
    void finish() {
        if (charge != null && !finished) {
            finished = true;
            charge.book();
        }
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
