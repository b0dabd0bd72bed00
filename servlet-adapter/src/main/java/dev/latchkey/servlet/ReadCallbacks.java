package dev.latchkey.servlet;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells a host's listener that a held body may be read, and then that it has been (Servlet 6.0, section 3.7): on threads of
 * the container's, one call at a time, and never while a dispatch is under way. Where the container still has the rest of
 * the body, it is the container that says when to read. Thread-safe.
 */
final class ReadCallbacks implements ReadListener {
    private final HttpServletRequest request;
    private final BooleanSupplier isOver;
    private volatile @Nullable ReadListener listener;
    private volatile boolean restEnded;
    private boolean dispatching = true;
    private boolean due;
    private boolean begun;
    private boolean calling;
    private boolean done;

    /**
     * Callbacks that nobody wants yet. A body is read in a dispatch, which is still under way.
     *
     * @param isOver whether the host has read all of the body
     */
    ReadCallbacks(HttpServletRequest request, BooleanSupplier isOver) {
        this.request = request;
        this.isOver = isOver;
    }

    /**
     * Tells this listener from now on.
     *
     * @param rest where the rest of the body comes from; null if all of it is held
     * @throws IllegalStateException if the request is not asynchronous, or there is a listener already
     */
    void begin(ReadListener host, @Nullable ServletInputStream rest) {
        Objects.requireNonNull(host);
        if (!request.isAsyncStarted()) {
            throw new IllegalStateException("a ReadListener needs startAsync() first");
        }
        synchronized (this) {
            if (listener != null) {
                throw new IllegalStateException("there is a ReadListener already");
            }
            listener = host;
        }
        if (rest == null) {
            start();
        } else {
            follow(rest);
        }
    }

    private void follow(ServletInputStream rest) {
        rest.setReadListener(this);
        // Tomcat calls nobody back when it meets the end of a body here, on a thread that is not its own.
        if (rest.isFinished()) {
            restEnded = true;
            start();
        }
    }

    boolean areWanted() {
        return listener != null;
    }

    /** Whether the container has told that there is nothing behind what was held. */
    boolean restHasEnded() {
        return restEnded;
    }

    /** A dispatch by the container begins. */
    synchronized void dispatchBegins() {
        dispatching = true;
    }

    /** A dispatch by the container returned. */
    void dispatchReturned() {
        synchronized (this) {
            dispatching = false;
        }
        startIfDue();
    }

    /** The host has met the end of the body, maybe on a thread of its own. */
    void ended() {
        if (listener != null) {
            start();
        }
    }

    private void start() {
        synchronized (this) {
            due = true;
        }
        startIfDue();
    }

    private void startIfDue() {
        synchronized (this) {
            // Whoever is calling looks for the end itself.
            if (!due || dispatching || calling || done) {
                return;
            }
            due = false;
        }
        try {
            request.getAsyncContext().start(() -> call(false));
        } catch (IllegalStateException e) {
            // The host has ended the exchange, or has it dispatched anew: that dispatch will return, too.
            postpone();
        }
    }

    private synchronized void postpone() {
        due = true;
    }

    /** Calls back with what is new, once for what is held and as often as the container has more. */
    private void call(boolean more) {
        ReadListener host = listener;
        if (host == null || !enter()) {
            return;
        }
        try {
            if (isNew(more)) {
                host.onDataAvailable();
            }
            if (leave()) {
                host.onAllDataRead();
            }
        } catch (Throwable e) {
            fail(host, e);
        }
    }

    private synchronized boolean enter() {
        if (dispatching) {
            due = true;
        }
        if (dispatching || calling || done) {
            return false;
        }
        calling = true;
        return true;
    }

    private synchronized boolean isNew(boolean more) {
        boolean first = !begun;
        begun = true;
        return (first || more) && !isOver.getAsBoolean();
    }

    /** Whether that was the end. */
    private synchronized boolean leave() {
        calling = false;
        done = isOver.getAsBoolean();
        return done;
    }

    private void fail(ReadListener host, Throwable e) {
        synchronized (this) {
            calling = false;
            done = true;
        }
        host.onError(e);
    }

    /** The container has some of the rest. */
    @Override
    public void onDataAvailable() {
        call(true);
    }

    /** The container has no more; the host may still have to read what was held. */
    @Override
    public void onAllDataRead() {
        restEnded = true;
        call(false);
    }

    @Override
    public void onError(Throwable e) {
        ReadListener host = listener;
        if (host != null) {
            fail(host, e);
        }
    }
}
