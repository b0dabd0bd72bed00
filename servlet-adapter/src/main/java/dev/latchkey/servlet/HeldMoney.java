package dev.latchkey.servlet;

import dev.latchkey.Reservation;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The money held for one exchange. It is the host's to settle or release until the exchange ends; what is still held then
 * is released where the host failed before it answered, and booked otherwise. Thread-safe.
 */
final class HeldMoney implements AsyncListener {
    private final Reservation reservation;
    private final String path;
    private final AtomicBoolean listens = new AtomicBoolean();

    HeldMoney(Reservation reservation, String path) {
        this.reservation = reservation;
        this.path = path;
    }

    /** The host's dispatch returned: that is the end, unless it went on asynchronously. */
    void returned(HttpServletRequest request) {
        if (!request.isAsyncStarted()) {
            end();
        } else if (listens.compareAndSet(false, true)) {
            request.getAsyncContext().addListener(this);
        }
    }

    /** The host's dispatch threw: whoever has sent nothing has asked no upstream. */
    void failed(HttpServletResponse response) {
        if (response.isCommitted()) {
            end();
        } else {
            reservation.release();
        }
    }

    private void end() {
        reservation.settleForgotten(path);
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
