package dev.latchkey.key;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A manifest while it is being changed, within {@link ManifestFile#change}: members that a change does not name stay as
 * they are, those that this version of the library does not act on included. What comes out is checked as any manifest
 * is, and refused whole if it is none. Not thread-safe.
 */
public final class ManifestDraft {
    private final List<KeyRecord> records;
    private final List<ManifestKey> keys;
    private final Set<String> managed = new HashSet<>();
    private final List<Map<String, @Nullable Object>> before;
    private final List<Map<String, @Nullable Object>> entries = new ArrayList<>();
    private final Instant now;

    /**
     * @param records the keys of the entries
     * @param keys the same, with what is noted of them
     * @param entries the entries as they stand in the file, all of them good
     */
    ManifestDraft(
            List<KeyRecord> records, List<ManifestKey> keys, List<Map<String, @Nullable Object>> entries, Instant now) {
        this.records = records;
        this.keys = keys;
        this.before = entries;
        this.now = now;
        entries.forEach(entry -> this.entries.add(new LinkedHashMap<>(entry)));
    }

    /** The keys as they were before the change, in the order of the file. */
    public List<KeyRecord> records() {
        return records;
    }

    /** The keys as they were before the change, with what management has noted of them, in the order of the file. */
    public List<ManifestKey> keys() {
        return keys;
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

    /**
     * Makes the key of this id what is given, notes included, or adds it. Its entries bear its label where that is one that
     * entries can have and no other key's, else another one.
     */
    public void put(ManifestKey key) {
        KeyId id = key.record().id();
        String before = records.stream()
                .filter(record -> record.id().equals(id))
                .map(KeyRecord::label)
                .findFirst()
                .orElse("");
        entries.removeIf(entry -> before.equals(ManifestTree.text(entry, "label")));
        String label = labelOf(key.record(), before);
        managed.add(label);
        entries.addAll(new WrittenKey(key, label, now).entries());
    }

    private String labelOf(KeyRecord record, String before) {
        Stream<String> named = Stream.of(record.label(), before, record.id().value());
        Stream<String> numbered = IntStream.iterate(1, i -> i + 1).mapToObj(i -> "key-" + i);
        return Stream.concat(named, numbered)
                .filter(label -> EntryName.isLabel(label) && isFree(label))
                .findFirst()
                .orElseThrow();
    }

    private boolean isFree(String label) {
        return entries.stream().noneMatch(entry -> label.equals(ManifestTree.text(entry, "label")));
    }

    /** Counts what was changed by other means than {@link #put}, for who has seen the key before. */
    void countChanges() {
        Map<String, List<Map<String, @Nullable Object>>> after = byLabel(entries);
        byLabel(before).forEach((label, old) -> {
            List<Map<String, @Nullable Object>> now = after.getOrDefault(label, old);
            if (!managed.contains(label) && !now.equals(old)) {
                now.forEach(this::count);
            }
        });
    }

    private static Map<String, List<Map<String, @Nullable Object>>> byLabel(
            List<Map<String, @Nullable Object>> entries) {
        return entries.stream().collect(Collectors.groupingBy(entry -> ManifestTree.text(entry, "label")));
    }

    private void count(Map<String, @Nullable Object> entry) {
        if (entry.get("managed") instanceof Map<?, ?> notes) {
            Map<Object, @Nullable Object> counted = new LinkedHashMap<>(notes);
            counted.put("version", 1 + ManifestTree.whole(notes.get("version")).orElse(1));
            counted.put("updated_at", ManifestDates.write(now));
            entry.put("managed", counted);
        }
    }

    /** Makes the secret, made now, the one that the entry is about. */
    void putSecret(Map<String, @Nullable Object> entry, KeySecret secret) {
        put(entry, "sha256", secret.digest().map(KeyHash::toHex));
        put(entry, "argon2id", secret.argon2id().map(Argon2idHash::phc));
        put(entry, "created_at", Optional.of(ManifestDates.write(now)));
        put(entry, "scheme", secret.scheme());
        if (entry.get("managed") instanceof Map<?, ?> notes) {
            Map<Object, @Nullable Object> ofTheKey = new LinkedHashMap<>(notes);
            ofTheKey.remove("secret");
            entry.put("managed", ofTheKey);
        }
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
