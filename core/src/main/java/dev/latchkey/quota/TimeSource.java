package dev.latchkey.quota;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The one reading of time that a decision makes: nanoseconds since the epoch, in UTC, as a {@code long} (good until the
 * year 2262). Implementations are thread-safe.
 */
@FunctionalInterface
public interface TimeSource {

    /** Nanoseconds since 1970-01-01T00:00:00Z. */
    long epochNanos();

    /** The system's clock, {@linkplain #neverDecreasing never decreasing} within this process. */
    static TimeSource system() {
        return SteadyTime.SYSTEM;
    }

    /**
     * A clock that never decreases: anchored once to {@code wall}, carried on by {@code nanoTime}, and re-anchored
     * forwards only. A wall clock that is set back therefore brings no expired key back to life in this process; one
     * that jumps forwards by more than a minute is followed, with a warning.
     *
     * @param wall the wall clock, asked about once a second
     * @param nanoTime elapsed nanoseconds from any origin, such as {@link System#nanoTime()}
     */
    static TimeSource neverDecreasing(InstantSource wall, LongSupplier nanoTime) {
        return new SteadyTime(wall, nanoTime);
    }
}
