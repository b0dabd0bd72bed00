package dev.latchkey.netty;

import dev.latchkey.UpstreamHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * A request and its answer. It is being decided, until it was either passed to the host or refused; one that was passed
 * is over when both the request and the host's answer have come to their end, in either order.
 */
final class Exchange {
    private final HttpRequest request;
    private boolean requestEnded;
    private @Nullable HeldBody body;
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

    /** The decision turns on this body, which is the exchange's to drop until the host has all of it. */
    void holds(HeldBody held) {
        body = held;
    }

    /** What is held of the body; null if nothing is. */
    @Nullable HeldBody body() {
        return body;
    }

    /** Whether more of the body is to come before it is decided. */
    boolean awaitsBody() {
        return body != null && body.isAwaited();
    }

    /** Whether nothing of it can go on until somebody else has answered. */
    boolean isStuck() {
        return isUndecided() && !awaitsBody();
    }

    void passed(UpstreamHeaders rewritten, Answer expected) {
        upstream = rewritten;
        answer = expected;
    }

    RefusedBody refused() {
        RefusedBody rest = new RefusedBody(request, requestEnded || (body != null && body.isWhole()));
        refused = rest;
        return rest;
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

    /** The host gets nothing of it. */
    void drop() {
        ReferenceCountUtil.release(request);
        if (body != null) {
            body.close();
        }
    }

    /** Nobody is left to go on with it; what has passed is the host's. */
    void abandon() {
        if (isUndecided()) {
            drop();
        } else if (refused != null) {
            refused.forget();
        }
    }
}
