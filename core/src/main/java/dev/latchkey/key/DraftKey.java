package dev.latchkey.key;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One key of a {@link ManifestDraft}: all its entries, since a key that is being rotated has an entry for each secret. Not
 * thread-safe.
 */
public final class DraftKey {
    private static final String SECRET_EXPIRES_AT = "secret_expires_at";

    private final KeyRecord record;
    private final ManifestDraft draft;

    DraftKey(KeyRecord record, ManifestDraft draft) {
        this.record = record;
        this.draft = draft;
    }

    /** The key as it was before the change. */
    public KeyRecord record() {
        return record;
    }

    /**
     * Sets a member of the key, in all its entries.
     *
     * @param member its name in {@link KeyManifest}, such as {@code expires_at}
     * @param value text, a number, a boolean, an {@link Instant}, or a list or map of those
     */
    public void set(String member, Object value) {
        Object written = value instanceof Instant date ? ManifestDates.write(date) : value;
        mine().forEach(entry -> entry.put(member, written));
    }

    /** Takes a member away from the key, in all its entries. */
    public void unset(String member) {
        mine().forEach(entry -> entry.remove(member));
    }

    /** Takes the key out of the manifest, without a trace. */
    public void remove() {
        draft.entries().removeAll(mine());
    }

    /**
     * Gives the key a new secret, made now. Its id and all that is said about it stay: an id that was derived from the
     * old secret is written down. Secrets that were replaced before go, unless they overlap too.
     *
     * @param secret a digest or an Argon2id hash; its own expiry is not taken
     * @param oldUntil the first instant at which the secret that was good so far is refused; none if that is now
     */
    public void rotate(KeySecret secret, Optional<Instant> oldUntil) {
        set("id", record.id().value());
        List<Map<String, @Nullable Object>> old = mine();
        List<Map<String, @Nullable Object>> lasting = old.stream()
                .filter(entry -> !entry.containsKey(SECRET_EXPIRES_AT))
                .toList();
        Map<String, @Nullable Object> renewed = new LinkedHashMap<>(old.get(0));
        renewed.remove(SECRET_EXPIRES_AT);
        draft.putSecret(renewed, secret);
        draft.entries()
                .removeAll(
                        oldUntil.isPresent() ? old.stream().filter(this::isOver).toList() : old);
        oldUntil.ifPresent(until -> lasting.forEach(entry -> entry.put(SECRET_EXPIRES_AT, ManifestDates.write(until))));
        draft.entries().add(renewed);
    }

    private boolean isOver(Map<String, @Nullable Object> entry) {
        String until = ManifestTree.text(entry, SECRET_EXPIRES_AT);
        return !until.isEmpty() && !ManifestDates.parse(until).isAfter(draft.now());
    }

    private List<Map<String, @Nullable Object>> mine() {
        return draft.entries().stream()
                .filter(entry -> record.label().equals(ManifestTree.text(entry, "label")))
                .toList();
    }

    @Override
    public String toString() {
        return "DraftKey[" + record.id() + "]";
    }
}
