package dev.latchkey.conformance;

import dev.latchkey.key.HashScheme;
import dev.latchkey.key.KeyFormat;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeySecret;
import dev.latchkey.key.KeyStatus;
import dev.latchkey.manage.Budget;
import dev.latchkey.manage.FieldChange;
import dev.latchkey.manage.ManagedKey;
import dev.latchkey.manage.ManagedUser;
import dev.latchkey.manage.ManagementEvent;
import dev.latchkey.manage.SecretNote;
import dev.latchkey.manage.UsageRecord;
import dev.latchkey.quota.BudgetReset;
import dev.latchkey.quota.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Keys, users, budgets and records of no particular kind. */
final class Samples {
    /** When all of them were made: a whole number of microseconds, as every instant here. */
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456Z");

    private Samples() {}

    /** A secret that no other key has. */
    static KeySecret secret() {
        return KeySecret.digest(KeyFormat.standard().mint().hash(HashScheme.sha256()));
    }

    static KeyRecord.Builder record(String id) {
        return KeyRecord.builder(secret()).id(new KeyId(id)).createdAt(NOW);
    }

    /** The first version of this key. */
    static ManagedKey key(KeyRecord record) {
        List<SecretNote> notes =
                record.secrets().stream().map(secret -> note(NOW, null)).toList();
        return new ManagedKey(record, notes, 1, NOW, null);
    }

    static ManagedKey key(String id) {
        return key(record(id).build());
    }

    static ManagedKey keyOf(String user, String id) {
        return key(record(id).user(user).build());
    }

    /** The next version of this key. */
    static ManagedKey next(ManagedKey key, UnaryOperator<KeyRecord.Builder> edit) {
        KeyRecord record = edit.apply(key.record().toBuilder()).build();
        return new ManagedKey(
                record, key.notes(), key.version() + 1, key.updatedAt().plusSeconds(1), null);
    }

    static ManagedKey in(KeyStatus status, ManagedKey key) {
        return next(key, record -> record.status(status));
    }

    static SecretNote note(Instant createdAt, @Nullable Instant lastUsedAt) {
        return new SecretNote("gw_sk_Xw4a", createdAt, lastUsedAt);
    }

    static ManagedUser user(String id) {
        return new ManagedUser(id, null, false, false, null, Map.of(), 1, NOW, NOW, 1);
    }

    /** The next version of this user: deleted, or made anew. */
    static ManagedUser next(ManagedUser user, boolean deleted) {
        return new ManagedUser(
                user.id(),
                user.alias(),
                user.isBlocked(),
                deleted,
                user.budgetId(),
                user.metadata(),
                user.generation(),
                user.createdAt(),
                NOW,
                user.version() + 1);
    }

    static Budget budget(String id) {
        return new Budget(id, null, Money.parse("10.00"), BudgetReset.never(), false, NOW, NOW, 1);
    }

    /** The next version of this budget, deleted. */
    static Budget deleted(Budget budget) {
        return new Budget(
                budget.id(),
                budget.name(),
                budget.cap(),
                budget.reset(),
                true,
                budget.createdAt(),
                NOW,
                budget.version() + 1);
    }

    static ManagementEvent event(String actor, ManagementEvent.Subject subject, String id) {
        return new ManagementEvent(
                NOW,
                actor,
                ManagementEvent.Action.UPDATED,
                subject,
                id,
                List.of(new FieldChange("label", "", "after")));
    }

    static UsageRecord call(String id, String keyId, @Nullable String user) {
        return new UsageRecord(id, keyId, user, NOW, "/v1/x", null, null, null, 0, 0, Money.ZERO, "success");
    }
}
