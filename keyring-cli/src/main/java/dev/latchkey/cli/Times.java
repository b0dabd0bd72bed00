package dev.latchkey.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Reads dates and durations of the command line; a message names the option, never what was given for it. */
final class Times {
    private static final Duration MOST = Duration.ofDays(36_500);

    private Times() {}

    /** An ISO 8601 duration of 0 to 100 years. */
    static Duration duration(String option, String text) {
        try {
            Duration duration = Duration.parse(text);
            if (!duration.isNegative() && duration.compareTo(MOST) <= 0) {
                return duration;
            }
        } catch (DateTimeException ignored) {
            // Refused below, in words of our own.
        }
        throw new Refused(option + ": expected an ISO 8601 duration, such as PT24H for a day or P90D for 90 days");
    }

    /** An ISO 8601 date and time with a zone. */
    static Instant instant(String option, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException ignored) {
            throw new Refused(
                    option + ": expected an ISO 8601 date and time with a zone, such as 2027-01-31T12:00:00Z");
        }
    }
}
