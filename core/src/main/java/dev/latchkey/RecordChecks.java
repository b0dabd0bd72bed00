package dev.latchkey;

import dev.latchkey.key.KeyRow;
import dev.latchkey.quota.TimeSource;
import org.jspecify.annotations.Nullable;

/** Whether a known key is in service at this instant: its status and its dates, in the profile's order. */
final class RecordChecks {
    private final Check[] order;
    private final boolean validAtExpiry;
    private final TimeSource time;

    RecordChecks(GatewayProfile profile, TimeSource time) {
        this.order = profile.checks().stream()
                .filter(check -> check == Check.STATUS || check == Check.NOT_BEFORE || check == Check.EXPIRY)
                .toArray(Check[]::new);
        this.validAtExpiry = profile.validAtExpiry();
        this.time = time;
    }

    /** Why the key is refused, or null. Reads the clock, so that keys which are always good are better not asked about. */
    @Nullable Reason refuse(KeyRow row) {
        long now = time.epochNanos();
        for (Check check : order) {
            Reason reason = refuse(check, row, now);
            if (reason != null) {
                return reason;
            }
        }
        return null;
    }

    private @Nullable Reason refuse(Check check, KeyRow row, long now) {
        return switch (check) {
            case STATUS ->
                switch (row.record().status()) {
                    case ACTIVE -> null;
                    case INACTIVE -> Reason.INACTIVE_KEY;
                    case DELETED -> Reason.DELETED_KEY;
                };
            case NOT_BEFORE -> now < row.record().notBeforeNanos() ? Reason.NOT_YET_VALID : null;
            case EXPIRY -> expired(row, now);
            default -> throw new IllegalStateException(check + " is no check of a record");
        };
    }

    private @Nullable Reason expired(KeyRow row, long now) {
        if (now >= row.secret().expiresAtNanos()) {
            return Reason.EXPIRED_SECRET;
        }
        long expiresAt = row.record().expiresAtNanos();
        boolean keyExpired = validAtExpiry ? now > expiresAt : now >= expiresAt;
        return keyExpired ? Reason.EXPIRED_KEY : null;
    }
}
