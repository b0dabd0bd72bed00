package dev.latchkey.netty;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is still to come of a request that was refused. It is read and thrown away, so that the connection can serve the
 * next request and the client, which may still be sending, gets to read the answer; within bounds, behind which the
 * connection or the stream is closed.
 */
final class RefusedBody {
    /** Bytes that are thrown away at most. */
    static final int MOST_DISCARDED = 64 * 1024;
    /** Seconds for which a body is thrown away at most. */
    static final int LONGEST = 5;

    private final boolean keepsAlive;
    private boolean read;
    private boolean answered;
    private long discarded;
    private @Nullable ScheduledFuture<?> deadline;

    /**
     * What is to come of this request.
     *
     * @param ended whether it has come to its end already
     */
    RefusedBody(HttpRequest request, boolean ended) {
        // After 100-continue nobody knows whether the body comes: RFC 9110, section 10.1.1. It must not be taken for
        // the next request, so nothing is read any more.
        boolean awaited = !ended && HttpUtil.is100ContinueExpected(request);
        boolean whole = request.decoderResult().isSuccess();
        boolean small = ended || Heads.declaredLength(request) <= MOST_DISCARDED;
        this.read = ended || awaited || !whole;
        this.keepsAlive = whole && !awaited && small && HttpUtil.isKeepAlive(request);
    }

    /** Whether the connection goes on after the answer, as far as one can tell before the body has come. */
    boolean keepsAlive() {
        return keepsAlive;
    }

    /** Starts the clock for a body that is announced; when it runs out, the caller is told to leave. */
    void await(EventExecutor executor, HttpRequest request, Runnable leave) {
        if (!read && (HttpUtil.isTransferEncodingChunked(request) || Heads.declaredLength(request) > 0)) {
            deadline = executor.schedule(leave, LONGEST, TimeUnit.SECONDS);
        }
    }

    /** The answer has been written. */
    void answered() {
        answered = true;
    }

    /** Throws a part of the body away; false when no more of it should be read. */
    boolean discard(HttpContent part) {
        discarded += part.content().readableBytes();
        boolean last = part instanceof LastHttpContent;
        boolean broken = part.decoderResult().isFailure();
        part.release();
        if (last && !broken) {
            read = true;
            forget();
        }
        return discarded <= MOST_DISCARDED && !broken;
    }

    /** The request has been read and answered. */
    boolean isOver() {
        return read && answered;
    }

    /** No deadline any more. */
    void forget() {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }
}
