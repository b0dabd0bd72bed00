package dev.latchkey.key;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes keys of a manifest's entries: finds the secrets of one key, and refuses what stands there twice. */
final class ManifestKeys {
    private final Map<String, List<ManifestEntry>> byLabel = new LinkedHashMap<>();
    private final Map<Object, ManifestEntry> bySecret = new HashMap<>();
    private int argon2id;

    void add(ManifestEntry entry) {
        if (entry.argon2id != null && ++argon2id > StrictEntries.MAX_ARGON2ID) {
            throw entry.refused(
                    "at most " + StrictEntries.MAX_ARGON2ID + " entries may have argon2id; use random keys and sha256");
        }
        refuseSecond("digest", entry, bySecret.putIfAbsent(entry.hash(), entry));
        List<ManifestEntry> secrets = byLabel.computeIfAbsent(entry.label, label -> new ArrayList<>(1));
        if (!secrets.isEmpty()) {
            requireSecretOfSameKey(entry, secrets.get(0));
        }
        secrets.add(entry);
    }

    private static void refuseSecond(String what, ManifestEntry entry, @Nullable ManifestEntry first) {
        if (first != null) {
            throw entry.refused("the same " + what + " as entry " + first.position + "; keep one of the two");
        }
    }

    private static void requireSecretOfSameKey(ManifestEntry entry, ManifestEntry first) {
        if (entry.id == null || first.id == null || !entry.id.equals(first.id)) {
            throw entry.refused("the same label as entry " + first.position
                    + "; give each key a label of its own, or both secrets of one key the same id");
        }
        if (!entry.describesSameKey(first)) {
            throw entry.refused("the same id as entry " + first.position
                    + ", but other members differ; two secrets of one key are told alike but for their secret,"
                    + " created_at and secret_expires_at");
        }
    }

    /** The keys, in the order of their first entries. */
    Collection<KeyRecord> records() {
        Map<KeyId, ManifestEntry> byId = new HashMap<>();
        List<KeyRecord> records = new ArrayList<>(byLabel.size());
        for (List<ManifestEntry> secrets : byLabel.values()) {
            KeyRecord record = record(secrets);
            ManifestEntry entry = secrets.get(0);
            refuseSecond("id", entry, byId.putIfAbsent(record.id(), entry));
            records.add(record);
        }
        return records;
    }

    List<ManifestKey> keys() {
        return byLabel.values().stream().map(ManifestKeys::key).toList();
    }

    private static ManifestKey key(List<ManifestEntry> secrets) {
        List<ManifestNote> notes = secrets.stream().map(ManifestEntry::note).toList();
        ManifestManaged managed = secrets.get(0).managed;
        return managed == null ? ManifestKey.written(record(secrets), notes) : managed.key(record(secrets), notes);
    }

    private static KeyRecord record(List<ManifestEntry> secrets) {
        requireOneLasting(secrets);
        KeyRecord.Builder record = secrets.get(0).toRecord();
        secrets.stream().skip(1).map(ManifestEntry::secret).forEach(record::secret);
        if (secrets.get(0).managed == null) {
            secrets.stream()
                    .map(secret -> secret.createdAt)
                    .filter(Objects::nonNull)
                    .min(Comparator.<Instant>naturalOrder())
                    .ifPresent(record::createdAt);
        }
        return record.build();
    }

    private static void requireOneLasting(List<ManifestEntry> secrets) {
        if (secrets.get(0).managed != null) {
            // A program has seen to it which secrets are good until when.
            return;
        }
        long lasting = secrets.stream()
                .filter(secret -> secret.secretExpiresAt == null)
                .count();
        if (lasting != 1) {
            ManifestEntry last = secrets.get(secrets.size() - 1);
            throw last.refused(
                    secrets.size() == 1
                            ? "secret_expires_at: the key has no other secret; use expires_at, or add the new secret"
                            : "secret_expires_at: all secrets of a key but one have it; entries " + positions(secrets)
                                    + " do not agree with that");
        }
    }

    private static String positions(List<ManifestEntry> secrets) {
        return String.join(
                ", ",
                secrets.stream().map(secret -> String.valueOf(secret.position)).toList());
    }
}
