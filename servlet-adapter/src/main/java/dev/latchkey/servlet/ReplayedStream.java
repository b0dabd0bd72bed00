package dev.latchkey.servlet;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A held body as the host reads it: first what is held, then what the container still has. For one thread at a time, as
 * every stream.
 */
final class ReplayedStream extends ServletInputStream {
    private final HeldBytes.Reading held;
    private final @Nullable ServletInputStream rest;
    private final ReadCallbacks callbacks;

    /** A stream at its beginning; without a rest, what is held is all. */
    ReplayedStream(HeldBytes.Reading held, @Nullable ServletInputStream rest, HttpServletRequest request) {
        this.held = held;
        this.rest = rest;
        this.callbacks = new ReadCallbacks(request, this::isFinished);
    }

    ReadCallbacks callbacks() {
        return callbacks;
    }

    @Override
    public int read() throws IOException {
        if (held.available() > 0) {
            return held.read();
        }
        ServletInputStream more = more();
        return more == null ? -1 : more.read();
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        if (length == 0 || held.available() > 0) {
            return held.read(target, from, length);
        }
        ServletInputStream more = more();
        return more == null ? -1 : more.read(target, from, length);
    }

    @Override
    public int available() throws IOException {
        int ready = held.available();
        return ready > 0 || rest == null ? ready : rest.available();
    }

    @Override
    public boolean isFinished() {
        return held.available() == 0 && (rest == null || callbacks.restHasEnded() || rest.isFinished());
    }

    /** True without a listener: a read then waits. */
    @Override
    public boolean isReady() {
        if (!callbacks.areWanted() || held.available() > 0) {
            return true;
        }
        ServletInputStream more = more();
        return more != null && more.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        callbacks.begin(listener, rest);
    }

    /** What comes behind the held bytes once these are read; null if that is the end. */
    private @Nullable ServletInputStream more() {
        if (!isFinished()) {
            return rest;
        }
        callbacks.ended();
        return null;
    }
}
