package dev.latchkey.key;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The member {@code managed} of a manifest's entry: what programs that manage keys have noted of the key, and of this
 * entry's secret. Written by them alone; nothing in it makes a key good that the rest of the entry makes bad.
 */
final class ManifestManaged {
    private static final long MAX_VERSION = 1_000_000_000_000_000L;

    private static final Map<String, ManifestValues.Member<ManifestManaged>> MEMBERS = Map.of(
            "version", (json, into) -> into.version = version(json),
            "updated_at", (json, into) -> into.updatedAt = ManifestDates.kept(json),
            "created_at", (json, into) -> into.createdAt = ManifestDates.kept(json),
            "last_rotation", (json, into) -> into.lastRotation = ManifestValues.anyText(json),
            "secret", (json, into) -> ManifestValues.members(json, SecretPart.MEMBERS, into.ofSecret),
            "exact", (json, into) -> ManifestValues.members(json, ManifestExactTerms.MEMBERS, into.exact));

    /** What is noted of the entry's own secret. */
    private static final class SecretPart {
        private static final Map<String, ManifestValues.Member<SecretPart>> MEMBERS = Map.of(
                "beginning", (json, into) -> into.beginning = ManifestValues.anyText(json),
                "created_at", (json, into) -> into.createdAt = ManifestDates.kept(json),
                "last_used_at", (json, into) -> into.lastUsedAt = ManifestDates.kept(json),
                "expires_at", (json, into) -> into.expiresAt = ManifestDates.kept(json));

        private String beginning = "";
        private @Nullable Instant createdAt;
        private @Nullable Instant lastUsedAt;
        private @Nullable Instant expiresAt;
    }

    final ManifestExactTerms exact = new ManifestExactTerms();
    private final SecretPart ofSecret = new SecretPart();
    private long version = 1;
    private @Nullable Instant updatedAt;

    @Nullable Instant createdAt;

    private @Nullable String lastRotation;

    private ManifestManaged() {}

    static ManifestManaged read(JsonParser json) throws IOException {
        ManifestManaged notes = new ManifestManaged();
        ManifestValues.members(json, MEMBERS, notes);
        return notes;
    }

    private static long version(JsonParser json) throws IOException {
        long version = ManifestValues.wholeNumber(json, MAX_VERSION);
        if (version < 1) {
            throw new IllegalArgumentException("expected 1 or more");
        }
        return version;
    }

    ManifestNote secret() {
        return new ManifestNote(ofSecret.beginning, ofSecret.createdAt, ofSecret.lastUsedAt);
    }

    /** The end of a secret that lies where no entry can say it. */
    @Nullable Instant secretEnd() {
        return ofSecret.expiresAt;
    }

    /** The key of these notes. */
    ManifestKey key(KeyRecord record, List<ManifestNote> notes) {
        KeyRecord exactly = exact.label == null
                ? record
                : record.toBuilder().label(exact.label).build();
        return new ManifestKey(exactly, notes, version, updatedAt, lastRotation);
    }

    static boolean describeSameKey(@Nullable ManifestManaged one, @Nullable ManifestManaged other) {
        if (one == null || other == null) {
            return one == other;
        }
        return one.version == other.version
                && Objects.equals(one.updatedAt, other.updatedAt)
                && Objects.equals(one.createdAt, other.createdAt)
                && Objects.equals(one.lastRotation, other.lastRotation)
                && Objects.equals(one.exact.label, other.exact.label);
    }
}
