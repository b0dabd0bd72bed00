package dev.latchkey.manage;

import dev.latchkey.key.KeyPermits;
import dev.latchkey.key.KeyRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** What is different between two versions of a key, member by member; of secrets, when they were made and end. */
final class KeyDiff {
    private final List<FieldChange> changes = new ArrayList<>();

    private KeyDiff() {}

    static List<FieldChange> between(ManagedKey before, ManagedKey after) {
        KeyDiff diff = new KeyDiff();
        diff.record(before.record(), after.record());
        diff.permits(before.record().permits(), after.record().permits());
        diff.field("secrets", secrets(before), secrets(after), Objects::toString);
        diff.field("last_used_at", before.lastUsedAt(), after.lastUsedAt(), KeyDiff::text);
        return diff.changes;
    }

    /** What a new key has that not every key has. */
    static List<FieldChange> ofNew(ManagedKey key) {
        KeyRecord nothing =
                KeyRecord.builder(key.record().secrets().get(0)).id(key.id()).build();
        return between(new ManagedKey(nothing, key.notes(), 1, key.updatedAt(), null), key);
    }

    private void record(KeyRecord before, KeyRecord after) {
        field("key_name", before.name(), after.name(), KeyDiff::text);
        field("label", before.label(), after.label(), Objects::toString);
        field("status", before.status(), after.status(), status -> status.name().toLowerCase(Locale.ROOT));
        field("not_before", before.notBefore(), after.notBefore(), KeyDiff::text);
        field("expires_at", before.expiresAt(), after.expiresAt(), KeyDiff::text);
        field("user_id", before.user(), after.user(), KeyDiff::text);
        field("scopes", before.scopes(), after.scopes(), Objects::toString);
        field("metadata", before.metadata(), after.metadata(), Objects::toString);
        field("environment", before.environment(), after.environment(), KeyDiff::text);
    }

    private void permits(KeyPermits before, KeyPermits after) {
        field("limits", before.limits(), after.limits(), Objects::toString);
        field("usage_limit", before.usageLimit(), after.usageLimit(), KeyDiff::text);
        field("usage", before.startingUsage(), after.startingUsage(), Objects::toString);
        field("period_limit", period(before), period(after), Objects::toString);
        field("allowed_addresses", before.addresses(), after.addresses(), KeyDiff::text);
        field("allowed_models", before.models(), after.models(), Objects::toString);
        field("access", before.rules(), after.rules(), Objects::toString);
        field("project_mode", before.projectMode(), after.projectMode(), KeyDiff::text);
        field(
                "provider_keys",
                new TreeSet<>(before.providerKeys()),
                new TreeSet<>(after.providerKeys()),
                Objects::toString);
        field("credits", before.credits(), after.credits(), Objects::toString);
    }

    private static String period(KeyPermits permits) {
        return permits.periodLimit().map(cap -> cap + " " + permits.period()).orElse("");
    }

    private static List<String> secrets(ManagedKey key) {
        List<String> secrets = new ArrayList<>();
        for (int i = 0; i < key.notes().size(); i++) {
            String end = key.record()
                    .secrets()
                    .get(i)
                    .expiresAt()
                    .map(at -> ", good until " + at)
                    .orElse("");
            secrets.add("made " + key.notes().get(i).createdAt() + end);
        }
        return secrets;
    }

    private static String text(Optional<?> value) {
        return value.map(Objects::toString).orElse("");
    }

    private <T> void field(String name, T before, T after, Function<? super T, String> words) {
        if (!before.equals(after)) {
            changes.add(new FieldChange(name, words.apply(before), words.apply(after)));
        }
    }
}
