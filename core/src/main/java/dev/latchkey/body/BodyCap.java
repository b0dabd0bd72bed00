package dev.latchkey.body;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The most bytes of bodies that may be held at one time, by all requests together, so that many slow senders cannot fill
 * the heap. One for an authenticator, or for a process.
 *
 * <p>{@linkplain #DEFAULT_BYTES 64 MiB} by default: sixteen bodies of the largest default size, or thousands of the usual
 * one. Exact under contention: the sum of what is granted never exceeds the bound. Thread-safe, never blocks.
 */
public final class BodyCap {
    /** The bound where nothing else is said: 64 MiB. */
    public static final long DEFAULT_BYTES = 64L << 20;

    private final long maxBytes;
    private final AtomicLong used = new AtomicLong();

    private BodyCap(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * A cap of so many bytes, all of them free.
     *
     * @throws IllegalArgumentException if {@code maxBytes} is below 1
     */
    public static BodyCap of(long maxBytes) {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("maxBytes: expected 1 or more, found " + maxBytes);
        }
        return new BodyCap(maxBytes);
    }

    /** The share of one request, empty so far; close it when the exchange ends, however it ends. */
    public BodyShare open() {
        return new BodyShare(this);
    }

    /** How many bytes are granted now, for an operator to look at. */
    public long usedBytes() {
        return used.get();
    }

    /** The bound, in bytes. */
    public long maxBytes() {
        return maxBytes;
    }

    boolean take(long bytes) {
        long before = used.get();
        while (bytes <= maxBytes - before) {
            if (used.compareAndSet(before, before + bytes)) {
                return true;
            }
            before = used.get();
        }
        return false;
    }

    void giveBack(long bytes) {
        used.addAndGet(-bytes);
    }

    @Override
    public String toString() {
        return "BodyCap[" + usedBytes() + " of " + maxBytes + " bytes]";
    }
}
