package dev.latchkey.manage;

import dev.latchkey.key.KeyPermits;
import dev.latchkey.key.KeyRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** What is different between two records of one key, member by member; secrets are counted and never shown. */
final class KeyDiff {
    private final List<FieldChange> changes = new ArrayList<>();

    private KeyDiff() {}

    static List<FieldChange> between(KeyRecord before, KeyRecord after) {
        KeyDiff diff = new KeyDiff();
        diff.field("key_name", text(before.name()), text(after.name()));
        diff.field("label", before.label(), after.label());
        diff.field("status", lower(before.status()), lower(after.status()));
        diff.field("not_before", text(before.notBefore()), text(after.notBefore()));
        diff.field("expires_at", text(before.expiresAt()), text(after.expiresAt()));
        diff.field("user_id", text(before.user()), text(after.user()));
        diff.field("scopes", before.scopes().toString(), after.scopes().toString());
        diff.field("metadata", before.metadata().toString(), after.metadata().toString());
        diff.field("secrets", count(before), count(after));
        diff.permits(before.permits(), after.permits());
        return diff.changes;
    }

    private void permits(KeyPermits before, KeyPermits after) {
        field("limits", before.limits().toString(), after.limits().toString());
        field("usage_limit", text(before.usageLimit()), text(after.usageLimit()));
        field("period_limit", period(before), period(after));
        field("allowed_addresses", text(before.addresses()), text(after.addresses()));
        field("allowed_models", before.models().toString(), after.models().toString());
        field("access", before.rules().toString(), after.rules().toString());
        field("project_mode", text(before.projectMode()), text(after.projectMode()));
        field(
                "provider_keys",
                before.providerKeys().toString(),
                after.providerKeys().toString());
        field("credits", before.credits().toString(), after.credits().toString());
    }

    private static String period(KeyPermits permits) {
        return permits.periodLimit().map(cap -> cap + " " + permits.period()).orElse("");
    }

    private static String count(KeyRecord record) {
        return Integer.toString(record.secrets().size());
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String text(Optional<?> value) {
        return value.map(Objects::toString).orElse("");
    }

    private void field(String name, String before, String after) {
        FieldChange.add(changes, name, before, after);
    }
}
