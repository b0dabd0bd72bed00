package dev.latchkey.manage;

import dev.latchkey.key.KeyStatus;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which keys to list. Deleted ones are left out unless they are asked for. Immutable and thread-safe.
 *
 * @param user whose keys; null for everybody's
 * @param status in which status; null for all but the deleted ones
 * @param expiringBefore that expire before this instant; null for any
 * @param unusedSince that have a secret from before this instant, and none that was used since; null for any
 * @param createdBefore whose secrets are all older than this instant; null for any
 */
public record KeyFilter(
        @Nullable String user,
        @Nullable KeyStatus status,
        @Nullable Instant expiringBefore,
        @Nullable Instant unusedSince,
        @Nullable Instant createdBefore) {
    private static final KeyFilter ALL = new KeyFilter(null, null, null, null, null);

    /** Every key that is not deleted. */
    public static KeyFilter all() {
        return ALL;
    }

    /** Those of this user. */
    public KeyFilter ofUser(String id) {
        return new KeyFilter(id, status, expiringBefore, unusedSince, createdBefore);
    }

    /** Those in this status. */
    public KeyFilter inStatus(KeyStatus only) {
        return new KeyFilter(user, only, expiringBefore, unusedSince, createdBefore);
    }

    /** Those that expire before this instant. */
    public KeyFilter expiringBefore(Instant instant) {
        return new KeyFilter(user, status, instant, unusedSince, createdBefore);
    }

    /** Those that have a secret from before this instant, and none that was used since. */
    public KeyFilter unusedSince(Instant instant) {
        return new KeyFilter(user, status, expiringBefore, instant, createdBefore);
    }

    /** Those that got their last secret before this instant. */
    public KeyFilter createdBefore(Instant instant) {
        return new KeyFilter(user, status, expiringBefore, unusedSince, instant);
    }

    /** Whether this is one of them. */
    public boolean matches(ManagedKey key) {
        boolean statusFits = status == null
                ? key.record().status() != KeyStatus.DELETED
                : key.record().status() == status;
        return statusFits
                && (user == null || key.record().user().equals(Optional.of(user)))
                && (expiringBefore == null || isBefore(key.record().expiresAt(), expiringBefore))
                && (unusedSince == null || isUnusedSince(key, unusedSince))
                && (createdBefore == null
                        || key.notes().stream()
                                .allMatch(note -> note.createdAt().isBefore(createdBefore)));
    }

    private static boolean isUnusedSince(ManagedKey key, Instant instant) {
        boolean wasThere =
                key.notes().stream().anyMatch(note -> note.createdAt().isBefore(instant));
        return wasThere
                && !key.lastUsedAt().map(used -> !used.isBefore(instant)).orElse(false);
    }

    private static boolean isBefore(Optional<Instant> date, Instant instant) {
        return date.isPresent() && date.get().isBefore(instant);
    }
}
