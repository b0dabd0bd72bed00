package dev.latchkey.key;

import dev.latchkey.access.Scopes;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One entry of a manifest while it is read: one secret, and the key it belongs to. Members may come in any order. */
final class ManifestEntry {
    final int position;
    String label = "";

    @Nullable KeyHash digest;

    @Nullable Argon2idHash argon2id;

    @Nullable String scheme;

    @Nullable KeyId id;

    @Nullable String name;

    KeyStatus status = KeyStatus.ACTIVE;

    @Nullable Instant createdAt;

    @Nullable Instant notBefore;

    @Nullable Instant expiresAt;

    @Nullable Instant secretExpiresAt;

    @Nullable String user;

    Scopes scopes = Scopes.unrestricted();
    Map<String, Object> metadata = Map.of();

    @Nullable String environment;

    final ManifestPermits permits = new ManifestPermits();

    @Nullable ManifestManaged managed;

    private KeyPermits allowed = KeyPermits.unlimited();

    ManifestEntry(int position) {
        this.position = position;
    }

    /** Ends the entry: refuses members that are missing or do not go together. */
    void complete() {
        if (label.isEmpty()) {
            throw new IllegalArgumentException("expected the member label");
        }
        if ((digest == null) == (argon2id == null)) {
            throw new IllegalArgumentException("expected exactly one of the members sha256 and argon2id");
        }
        if (argon2id != null && scheme != null) {
            throw new IllegalArgumentException("scheme: goes with sha256 only; remove it");
        }
        if (managed != null) {
            managed.exact.fillIn(this);
        }
        if (notBefore != null && expiresAt != null && !notBefore.isBefore(expiresAt)) {
            throw new IllegalArgumentException("expires_at: expected a date after not_before");
        }
        allowed = managed == null ? permits.toPermits() : managed.exact.fillIn(permits.toPermits());
    }

    /** The digest or the Argon2id hash, whichever there is. */
    Object hash() {
        return digest != null ? digest : Objects.requireNonNull(argon2id);
    }

    KeySecret secret() {
        KeySecret hash = digest != null ? digestSecret(digest) : KeySecret.argon2id(Objects.requireNonNull(argon2id));
        KeySecret lasting = createdAt == null ? hash : hash.madeAt(createdAt);
        Instant end = secretEnd();
        return end == null ? lasting : lasting.expiringAt(end);
    }

    private @Nullable Instant secretEnd() {
        return secretExpiresAt == null && managed != null ? managed.secretEnd() : secretExpiresAt;
    }

    private KeySecret digestSecret(KeyHash hash) {
        return scheme == null ? KeySecret.digest(hash) : KeySecret.digest(hash, scheme);
    }

    /** The beginning of the key's record, with this entry's secret. */
    KeyRecord.Builder toRecord() {
        KeyRecord.Builder record = KeyRecord.builder(secret())
                .label(label)
                .status(status)
                .scopes(scopes)
                .metadata(metadata)
                .permits(allowed);
        set(id, record::id);
        set(name, record::name);
        set(notBefore, record::notBefore);
        set(expiresAt, record::expiresAt);
        set(managed == null ? createdAt : managed.createdAt, record::createdAt);
        set(user, record::user);
        set(environment, record::environment);
        return record;
    }

    static <T> void set(@Nullable T value, Consumer<T> member) {
        if (value != null) {
            member.accept(value);
        }
    }

    /** Whether both say the same about the key; the creation date may be the secret's own. */
    boolean describesSameKey(ManifestEntry other) {
        return label.equals(other.label)
                && Objects.equals(id, other.id)
                && Objects.equals(name, other.name)
                && status == other.status
                && Objects.equals(notBefore, other.notBefore)
                && Objects.equals(expiresAt, other.expiresAt)
                && Objects.equals(user, other.user)
                && scopes.equals(other.scopes)
                && metadata.equals(other.metadata)
                && Objects.equals(environment, other.environment)
                && allowed.equals(other.allowed)
                && ManifestManaged.describeSameKey(managed, other.managed);
    }

    /** What is noted of this entry's secret. */
    ManifestNote note() {
        ManifestNote noted = managed == null ? ManifestNote.NONE : managed.secret();
        return noted.createdAt() == null ? noted.createdAt(createdAt) : noted;
    }

    IllegalArgumentException refused(@Nullable String problem) {
        boolean hasSecret = digest != null || argon2id != null;
        return new EntryName(position, hasSecret ? label : "").refused(problem);
    }
}
