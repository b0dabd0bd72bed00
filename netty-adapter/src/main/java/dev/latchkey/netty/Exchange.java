package dev.latchkey.netty;

import dev.latchkey.UpstreamHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

/**
 * A request and its answer. It is being decided, until it was either passed to the host or refused; one that was passed
 * is over when both the request and the host's answer have come to their end, in either order.
 */
final class Exchange {
    private final HttpRequest request;
    private boolean requestEnded;
    private @Nullable UpstreamHeaders upstream;
    private @Nullable Answer answer;
    private @Nullable RefusedBody refused;

    Exchange(HttpRequest request) {
        this.request = request;
        this.requestEnded = request instanceof LastHttpContent;
    }

    /** The head; the exchange's to release as long as it {@link #isUndecided()}. */
    HttpRequest request() {
        return request;
    }

    boolean isUndecided() {
        return answer == null && refused == null;
    }

    void passed(UpstreamHeaders rewritten, Answer expected) {
        upstream = rewritten;
        answer = expected;
    }

    RefusedBody refused() {
        RefusedBody body = new RefusedBody(request);
        refused = body;
        return body;
    }

    /** What the host may see of the request; null while undecided and when refused. */
    @Nullable UpstreamHeaders upstream() {
        return upstream;
    }

    /** The host's answer; null while undecided and when refused. */
    @Nullable Answer answer() {
        return answer;
    }

    /** What is to come of the request; null unless refused. */
    @Nullable RefusedBody refusedBody() {
        return refused;
    }

    /** Nothing more comes of the request. */
    void requestEnded() {
        requestEnded = true;
    }

    boolean isOver() {
        return answer != null ? requestEnded && answer.hasEnded() : refused != null && refused.isOver();
    }
}
