package dev.latchkey.key;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A manifest while it is being changed, within {@link ManifestFile#change}: members that a change does not name stay as
 * they are, those that this version of the library does not act on included. What comes out is checked as any manifest
 * is, and refused whole if it is none. Not thread-safe.
 */
public final class ManifestDraft {
    private final List<KeyRecord> records;
    private final List<Map<String, @Nullable Object>> before;
    private final List<Map<String, @Nullable Object>> entries = new ArrayList<>();
    private final Instant now;

    /**
     * @param records the keys of the entries
     * @param entries the entries as they stand in the file, all of them good
     */
    ManifestDraft(List<KeyRecord> records, List<Map<String, @Nullable Object>> entries, Instant now) {
        this.records = records;
        this.before = entries;
        this.now = now;
        entries.forEach(entry -> this.entries.add(new LinkedHashMap<>(entry)));
    }

    /** The keys as they were before the change, in the order of the file. */
    public List<KeyRecord> records() {
        return records;
    }

    /** The key with this label, to be changed; none if it was added within this change. */
    public Optional<DraftKey> key(String label) {
        return records.stream()
                .filter(record -> record.label().equals(label))
                .findFirst()
                .map(record -> new DraftKey(record, this));
    }

    /**
     * Adds a key, made now.
     *
     * @param secret a digest or an Argon2id hash; its own expiry is not taken
     * @param members whatever else the entry says, under the names that {@link KeyManifest} gives them: text, numbers,
     *     booleans, lists and maps of those
     */
    public void add(String label, KeySecret secret, Map<String, ?> members) {
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        entry.put("label", label);
        putSecret(entry, secret);
        entry.putAll(members);
        entries.add(entry);
    }

    /** Makes the secret, made now, the one that the entry is about. */
    void putSecret(Map<String, @Nullable Object> entry, KeySecret secret) {
        put(entry, "sha256", secret.digest().map(KeyHash::toHex));
        put(entry, "argon2id", secret.argon2id().map(Argon2idHash::phc));
        put(entry, "created_at", Optional.of(ManifestDates.write(now)));
        put(entry, "scheme", secret.scheme());
    }

    private static void put(Map<String, @Nullable Object> entry, String member, Optional<String> text) {
        text.ifPresentOrElse(value -> entry.put(member, value), () -> entry.remove(member));
    }

    Instant now() {
        return now;
    }

    List<Map<String, @Nullable Object>> entries() {
        return entries;
    }

    boolean isChanged() {
        return !entries.equals(before);
    }

    /** The whole manifest, as it is to be written. */
    Map<String, Object> toJson() {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("version", 1);
        root.put("updated_at", ManifestDates.write(now));
        root.put(
                "entries",
                entries.stream()
                        .sorted(Comparator.comparing(entry -> ManifestTree.text(entry, "label")))
                        .toList());
        return root;
    }

    /** The number of entries. */
    @Override
    public String toString() {
        return "ManifestDraft[" + entries.size() + " entries]";
    }
}
