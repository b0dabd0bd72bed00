package dev.latchkey.key;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Instants as the nanoseconds that decisions are made in. */
final class EpochNanos {
    private static final Instant FIRST = Instant.parse("1678-01-01T00:00:00Z");
    private static final Instant AFTER_LAST = Instant.parse("2262-01-01T00:00:00Z");

    private EpochNanos() {}

    /** Nanoseconds since the epoch, for an instant that passes {@link #check}. */
    static long of(Instant instant, String name) {
        check(instant, name);
        return ChronoUnit.NANOS.between(Instant.EPOCH, instant);
    }

    /**
     * @param name what the instant is, for the message
     * @throws IllegalArgumentException if it lies outside the years 1678 to 2261, all of which a {@code long} holds
     */
    static void check(Instant instant, String name) {
        if (instant.isBefore(FIRST) || !instant.isBefore(AFTER_LAST)) {
            throw new IllegalArgumentException(name + ": expected a date in the years 1678 to 2261");
        }
    }
}
