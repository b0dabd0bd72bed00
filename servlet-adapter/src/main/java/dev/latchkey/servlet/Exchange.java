package dev.latchkey.servlet;

import dev.latchkey.BodyNeed;
import dev.latchkey.Call;
import dev.latchkey.body.BodyReader;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What one authenticator holds for a request, from the dispatch that first needs it until the exchange ends: its body, and
 * the money of its call. Thread-safe.
 */
final class Exchange implements AsyncListener {
    private boolean listens;
    private volatile @Nullable HeldBody body;
    private volatile @Nullable HeldMoney money;

    /** The body that the host is to read in place of the container's; null where nobody has held it. */
    @Nullable ReplayedBody body() {
        HeldBody held = body;
        return held == null ? null : held.replay();
    }

    /** Keeps this until the end. */
    void hold(HeldMoney held) {
        money = held;
    }

    /**
     * What the body of the request says, which is read and held unless it has been.
     *
     * @param lenient whether the request passes whatever comes of this
     * @throws IOException if the client's stream fails
     */
    Call call(HttpServletRequest request, BodyNeed need, boolean lenient) throws IOException {
        HeldBody held = body;
        if (held != null) {
            return held.call(need);
        }
        BodyReader account = BodyReader.of(need);
        @Nullable ServletInputStream in = account.expects(request.getContentLengthLong()) ? input(request, lenient) : null;
        if (in == null) {
            return account.refused();
        }
        HeldBody read = HeldBody.read(request, in, account, lenient);
        body = read;
        return read.call(need);
    }

    /** A filter in front that has taken the reader is refused by the container, unless nothing may be refused. */
    private static @Nullable ServletInputStream input(HttpServletRequest request, boolean lenient) throws IOException {
        try {
            return request.getInputStream();
        } catch (IllegalStateException e) {
            if (lenient) {
                return null;
            }
            throw e;
        }
    }

    /** A dispatch by the container begins. */
    void dispatchBegins() {
        ReplayedBody replay = body();
        if (replay != null) {
            replay.callbacks().dispatchBegins();
        }
    }

    /** A dispatch by the container returned: that is the end, unless the host went on asynchronously. */
    void dispatchReturned(HttpServletRequest request) {
        if (!request.isAsyncStarted()) {
            end();
            return;
        }
        if ((body != null || money != null) && !hasListened()) {
            request.getAsyncContext().addListener(this);
        }
        ReplayedBody replay = body();
        if (replay != null) {
            replay.callbacks().dispatchReturned();
        }
    }

    private synchronized boolean hasListened() {
        boolean before = listens;
        listens = true;
        return before;
    }

    /** A dispatch by the container threw: whoever has sent nothing has asked no upstream. */
    void dispatchFailed(HttpServletResponse response) {
        HeldMoney held = money;
        if (held != null && !response.isCommitted()) {
            held.release();
        }
        end();
    }

    private void end() {
        HeldMoney heldMoney = money;
        if (heldMoney != null) {
            heldMoney.end();
        }
        HeldBody heldBody = body;
        if (heldBody != null) {
            heldBody.release();
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        end();
    }

    /** A container forgets its listeners when a dispatched request goes on asynchronously once more. */
    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this);
    }

    /** Completion follows. */
    @Override
    public void onTimeout(AsyncEvent event) {}

    /** Completion follows. */
    @Override
    public void onError(AsyncEvent event) {}
}
