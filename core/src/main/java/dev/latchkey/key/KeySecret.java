package dev.latchkey.key;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One stored secret of a key: a digest and the scheme that made it, or an Argon2id hash; never the secret itself. A key
 * that is being rotated has two. Immutable and thread-safe.
 */
public final class KeySecret {
    private final @Nullable KeyHash digest;
    private final Optional<String> scheme;
    private final @Nullable Argon2idHash argon2id;
    private final @Nullable Instant createdAt;
    private final @Nullable Instant expiresAt;
    private final long expiresAtNanos;

    private KeySecret(
            @Nullable KeyHash digest,
            Optional<String> scheme,
            @Nullable Argon2idHash argon2id,
            @Nullable Instant createdAt,
            @Nullable Instant expiresAt) {
        this.digest = digest;
        this.scheme = scheme;
        this.argon2id = argon2id;
        this.createdAt = createdAt;
        this.expiresAt = expiresAt;
        this.expiresAtNanos = expiresAt == null ? Long.MAX_VALUE : EpochNanos.of(expiresAt, "secret_expires_at");
    }

    /** A digest whose scheme is the profile's own: SHA-256, or any of the configured secrets. */
    public static KeySecret digest(KeyHash digest) {
        return new KeySecret(digest, Optional.empty(), null, null, null);
    }

    /** A digest made by the scheme of this {@linkplain HashScheme#name() name}. */
    public static KeySecret digest(KeyHash digest, String scheme) {
        return new KeySecret(digest, Optional.of(scheme), null, null, null);
    }

    /** A secret that a person chose, hashed with Argon2id. */
    public static KeySecret argon2id(Argon2idHash hash) {
        return new KeySecret(null, Optional.empty(), Objects.requireNonNull(hash), null, null);
    }

    /**
     * The same secret, refused from this instant on: the overlap of a rotation ends there.
     *
     * @throws IllegalArgumentException if the instant lies outside the years 1678 to 2261
     */
    public KeySecret expiringAt(Instant instant) {
        return new KeySecret(digest, scheme, argon2id, createdAt, Objects.requireNonNull(instant));
    }

    /** The same secret, made at this instant. */
    KeySecret madeAt(Instant instant) {
        return new KeySecret(digest, scheme, argon2id, instant, expiresAt);
    }

    /** The digest; empty for Argon2id. */
    public Optional<KeyHash> digest() {
        return Optional.ofNullable(digest);
    }

    /** The name of the scheme that made the digest; empty where the profile decides. */
    public Optional<String> scheme() {
        return scheme;
    }

    /** The Argon2id hash; empty for digests. */
    public Optional<Argon2idHash> argon2id() {
        return Optional.ofNullable(argon2id);
    }

    /**
     * When this secret was made, where the manifest that it was read from tells it: a key that was rotated is older than
     * its newest secret. Empty elsewhere; a key repository keeps that beside the secret.
     */
    public Optional<Instant> createdAt() {
        return Optional.ofNullable(createdAt);
    }

    /** The first instant at which this secret is refused, while the key lives on. */
    public Optional<Instant> expiresAt() {
        return Optional.ofNullable(expiresAt);
    }

    /** {@link #expiresAt()} in nanoseconds since the epoch; {@link Long#MAX_VALUE} where there is none. */
    public long expiresAtNanos() {
        return expiresAtNanos;
    }

    /** The bytes that a key's default id is derived from: those of the digest, or the Argon2id hash as text. */
    byte[] storedBytes() {
        return digest != null
                ? digest.toBytes()
                : Objects.requireNonNull(argon2id).phc().getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return digest != null ? scheme.orElse("digest") + " " + digest : "argon2id";
    }
}
