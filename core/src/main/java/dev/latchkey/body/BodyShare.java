package dev.latchkey.body;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What one request holds of a {@link BodyCap}: bytes are added as they arrive and given back as they are passed on.
 *
 * <p>For a server that keeps its own buffers; {@link BodyHold} keeps the bytes itself. Thread-safe, never blocks: it may be
 * closed by another thread than the one that adds, and after that nothing is granted.
 */
public final class BodyShare implements AutoCloseable {
    private static final long CLOSED = -1;

    private final BodyCap cap;
    private final AtomicLong held = new AtomicLong();

    BodyShare(BodyCap cap) {
        this.cap = cap;
    }

    /**
     * Asks for so many bytes more.
     *
     * @return whether they are granted; if not, nothing has changed: the cap is reached, or this share is closed
     * @throws IllegalArgumentException if {@code bytes} is negative
     */
    public boolean add(long bytes) {
        requireNotNegative(bytes);
        if (!cap.take(bytes)) {
            return false;
        }
        long before = held.get();
        while (before != CLOSED) {
            if (held.compareAndSet(before, before + bytes)) {
                return true;
            }
            before = held.get();
        }
        cap.giveBack(bytes);
        return false;
    }

    /**
     * Gives back bytes that have been passed on or dropped; without effect once closed.
     *
     * @throws IllegalArgumentException if {@code bytes} is negative or more than is held
     */
    public void giveBack(long bytes) {
        requireNotNegative(bytes);
        long before = held.get();
        while (before != CLOSED) {
            if (bytes > before) {
                throw new IllegalArgumentException("bytes: expected at most the " + before + " held, found " + bytes);
            }
            if (held.compareAndSet(before, before - bytes)) {
                cap.giveBack(bytes);
                return;
            }
            before = held.get();
        }
    }

    /** How many bytes are held; 0 once closed. */
    public long bytes() {
        return Math.max(0, held.get());
    }

    /** Gives back everything, once and for all; again has no effect. */
    @Override
    public void close() {
        long before = held.getAndSet(CLOSED);
        if (before != CLOSED) {
            cap.giveBack(before);
        }
    }

    private static void requireNotNegative(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes: expected 0 or more, found " + bytes);
        }
    }

    @Override
    public String toString() {
        return "BodyShare[" + bytes() + " bytes]";
    }
}
