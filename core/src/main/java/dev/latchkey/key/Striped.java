package dev.latchkey.key;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Objects that are costly to make and serve one thread at a time, such as digests, lent to whoever needs one for a moment.
 * As fast as a thread-local, and not one for each of a million virtual threads. Thread-safe.
 */
final class Striped<T> {
    private static final int STRIPES = 64;

    /** References between two stripes, so that two threads never write to one cache line. */
    private static final int APART = 32;

    private final AtomicReferenceArray<@Nullable T> idle = new AtomicReferenceArray<>(STRIPES * APART);
    private final Supplier<T> maker;

    Striped(Supplier<T> maker) {
        this.maker = maker;
    }

    /** One that nobody else uses until it is {@linkplain #giveBack given back}; if it is not, another one is made. */
    T take() {
        T own = idle.getAndSet(stripe(), null);
        return own == null ? maker.get() : own;
    }

    /** The calling thread is done with it. */
    void giveBack(T own) {
        idle.setRelease(stripe(), own);
    }

    private static int stripe() {
        return ((int) Thread.currentThread().getId() & STRIPES - 1) * APART;
    }
}
