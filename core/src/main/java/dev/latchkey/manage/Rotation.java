package dev.latchkey.manage;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a key's secret is to be replaced. Immutable and thread-safe.
 *
 * @param overlap how long the present secret stays good beside the new one; nothing at all by default
 * @param requestId a name that the caller gave to this request: a repetition of it does nothing new
 * @param ifVersion the version that the key must still have
 */
public record Rotation(Duration overlap, Optional<String> requestId, OptionalLong ifVersion) {
    private static final Duration LONGEST = Duration.ofDays(366);

    /**
     * Checks the overlap.
     *
     * @throws ManagementException if it is negative or longer than 366 days
     */
    public Rotation {
        if (overlap.isNegative() || overlap.compareTo(LONGEST) > 0) {
            throw new ManagementException(
                    ManagementException.Problem.INVALID, "overlap: expected 0 seconds to 366 days");
        }
    }

    /** The present secret is dead at once. */
    public static Rotation atOnce() {
        return new Rotation(Duration.ZERO, Optional.empty(), OptionalLong.empty());
    }

    /** The present secret stays good for so long. */
    public static Rotation withOverlap(Duration overlap) {
        return new Rotation(overlap, Optional.empty(), OptionalLong.empty());
    }
}
