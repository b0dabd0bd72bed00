package dev.latchkey.quota;

import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/**
 * The stretch of time that a {@link RateLimit} counts over: a minute, an hour, a day, a week or a month of the UTC
 * calendar, or a length of its own from one second to 366 days. Immutable and thread-safe.
 */
public final class RateWindow {
    /** 60 seconds. */
    public static final RateWindow MINUTE = new RateWindow("minute", Duration.ofMinutes(1), Duration.ZERO);

    /** 60 minutes. */
    public static final RateWindow HOUR = new RateWindow("hour", Duration.ofHours(1), Duration.ZERO);

    /** 24 hours; by the calendar, from midnight UTC. */
    public static final RateWindow DAY = new RateWindow("day", Duration.ofDays(1), Duration.ZERO);

    /** 7 days; by the calendar, from Monday midnight UTC. */
    public static final RateWindow WEEK = new RateWindow("week", Duration.ofDays(7), Duration.ofDays(4));

    /** A month of the calendar, from midnight UTC of its first day; 30 days where a length must be said. */
    public static final RateWindow MONTH = new RateWindow("month", Duration.ofDays(30), Duration.ZERO);

    private static final RateWindow[] UNITS = {MINUTE, HOUR, DAY, WEEK, MONTH};
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final long DAY_NANOS = Duration.ofDays(1).toNanos();

    private final String name;
    private final long nanos;
    private final long phase;

    private RateWindow(String name, Duration length, Duration phase) {
        this.name = name;
        this.nanos = length.toNanos();
        this.phase = phase.toNanos();
    }

    /**
     * A window of this length. 60 seconds, 60 minutes and 24 hours are {@link #MINUTE}, {@link #HOUR} and {@link #DAY}.
     *
     * @throws IllegalArgumentException if it is shorter than a second or longer than 366 days
     */
    public static RateWindow of(Duration length) {
        if (length.compareTo(SHORTEST) < 0 || length.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("window: expected a duration from 1 second to 366 days");
        }
        long nanos = length.toNanos();
        for (RateWindow unit : new RateWindow[] {MINUTE, HOUR, DAY}) {
            if (unit.nanos == nanos) {
                return unit;
            }
        }
        return new RateWindow(length.toString().toLowerCase(Locale.ROOT), length, Duration.ZERO);
    }

    /**
     * Reads {@code minute}, {@code hour}, {@code day}, {@code week}, {@code month} or an ISO 8601 duration such as
     * {@code PT90S}.
     *
     * @throws IllegalArgumentException if it is none of these, or a duration that {@link #of} refuses
     */
    public static RateWindow parse(String text) {
        for (RateWindow unit : UNITS) {
            if (unit.name.equals(text)) {
                return unit;
            }
        }
        try {
            return of(Duration.parse(text));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "window: expected minute, hour, day, week, month or an ISO 8601 duration such as PT90S", e);
        }
    }

    /** The length in seconds, rounded up; 2,592,000 (30 days) for a month. */
    public long seconds() {
        return (nanos + 999_999_999) / 1_000_000_000;
    }

    /** The length in nanoseconds. */
    long nanos() {
        return nanos;
    }

    boolean isMonth() {
        return nanos == MONTH.nanos && name.equals(MONTH.name);
    }

    boolean isCalendarUnit() {
        return phase != 0 || isMonth() || nanos == DAY.nanos;
    }

    /** The first boundary of the UTC calendar after {@code now}, both in epoch nanoseconds. */
    long endAfter(long now) {
        if (isMonth()) {
            LocalDate today = LocalDate.ofEpochDay(Math.floorDiv(now, DAY_NANOS));
            return today.withDayOfMonth(1).plusMonths(1).toEpochDay() * DAY_NANOS;
        }
        return now - Math.floorMod(now - phase, nanos) + nanos;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RateWindow that && nanos == that.nanos && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** {@code minute}, {@code hour}, {@code day}, {@code week}, {@code month}, or the duration such as {@code pt90s}. */
    @Override
    public String toString() {
        return name;
    }
}
