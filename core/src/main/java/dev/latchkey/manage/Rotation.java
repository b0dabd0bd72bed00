package dev.latchkey.manage;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a key's secret is to be replaced. Immutable and thread-safe.
 *
 * @param overlap how long the present secret stays good beside the new one; nothing at all by default
 * @param requestId a name that the caller gave to this request, 1 to 255 characters: a repetition of it does nothing new,
 *     as long as no other named request has been carried out on the key since
 * @param ifVersion the version that the key must still have
 */
public record Rotation(Duration overlap, Optional<String> requestId, OptionalLong ifVersion) {
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final int LONGEST_REQUEST_ID = 255;

    /**
     * Checks the parts.
     *
     * @throws ManagementException if the overlap is negative or longer than 366 days, or the request id is empty, longer than
     *     255 characters or no text that can be kept
     */
    public Rotation {
        if (overlap.isNegative() || overlap.compareTo(LONGEST) > 0) {
            throw new ManagementException(
                    ManagementException.Problem.INVALID, "overlap: expected 0 seconds to 366 days");
        }
        requestId.ifPresent(Rotation::checkRequestId);
    }

    private static void checkRequestId(String id) {
        if (id.isEmpty() || id.length() > LONGEST_REQUEST_ID) {
            throw new ManagementException(
                    ManagementException.Problem.INVALID,
                    "request id: expected 1 to " + LONGEST_REQUEST_ID + " characters");
        }
        Storable.text("request id", id);
    }

    /** Whether this has been carried out on that key. */
    boolean isRepeatedOn(ManagedKey key) {
        return requestId.isPresent() && requestId.equals(key.lastRotation());
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
