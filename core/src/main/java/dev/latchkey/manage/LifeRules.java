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
 */
record LifeRules(@Nullable Duration longestLife) {

    void checkNew(KeyRecord record, Instant now) {
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
        boolean hasExpired = after.expiresAt().filter(end -> !end.isAfter(now)).isPresent();
        if (hasExpired && isSwitchedOn(before, after)) {
            throw new ManagementException(
                    Problem.EXPIRED, "The key has expired; set a new expiration date to reactivate it");
        }
        if (!before.expiresAt().equals(after.expiresAt())) {
            checkNew(after, now);
        }
    }

    static boolean isSwitchedOn(KeyRecord before, KeyRecord after) {
        return before.status() != KeyStatus.ACTIVE && after.status() == KeyStatus.ACTIVE;
    }
}
