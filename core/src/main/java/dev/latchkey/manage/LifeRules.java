package dev.latchkey.manage;

import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeyStatus;
import dev.latchkey.manage.ManagementException.Problem;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long keys may live, and which of them may come back.
 *
 * @param longestLife how far ahead an expiry may lie, which keys then have to have; null for any and none
 * @param mustLieAhead whether an expiry that is set has to lie in the future
 */
record LifeRules(@Nullable Duration longestLife, boolean mustLieAhead) {

    void checkNew(KeyRecord record, Instant now) {
        if (mustLieAhead && hasExpired(record, now)) {
            throw new ManagementException(Problem.EXPIRY_PAST, "Expiration date must be in the future.");
        }
        if (longestLife == null) {
            return;
        }
        Instant latest = now.plus(longestLife);
        if (record.expiresAt().filter(end -> !end.isAfter(latest)).isEmpty()) {
            throw new ManagementException(
                    Problem.LIVES_TOO_LONG,
                    "expires_at: expected a date at most " + longestLife.toDays() + " days from now");
        }
    }

    void checkEdit(KeyRecord before, KeyRecord after, Instant now) {
        if (!before.expiresAt().equals(after.expiresAt())) {
            checkNew(after, now);
        }
        if (hasExpired(after, now) && isSwitchedOn(before, after)) {
            throw new ManagementException(
                    Problem.EXPIRED, "The key has expired; set a new expiration date to reactivate it");
        }
    }

    private static boolean hasExpired(KeyRecord record, Instant now) {
        return record.expiresAt().filter(end -> !end.isAfter(now)).isPresent();
    }

    static boolean isSwitchedOn(KeyRecord before, KeyRecord after) {
        return before.status() != KeyStatus.ACTIVE && after.status() == KeyStatus.ACTIVE;
    }
}
