package dev.latchkey.key;

import dev.latchkey.access.Scopes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that is stored about one key: its id, its secrets as hashes, its status and dates, whose it is and what it may
 * do. Immutable and thread-safe.
 */
public final class KeyRecord {
    private final KeyId id;
    private final List<KeySecret> secrets;
    private final String label;
    private final @Nullable String name;
    private final KeyStatus status;
    private final @Nullable Instant createdAt;
    private final @Nullable Instant notBefore;
    private final @Nullable Instant expiresAt;
    private final long notBeforeNanos;
    private final long expiresAtNanos;
    private final @Nullable String user;
    private final Scopes scopes;
    private final Map<String, Object> metadata;
    private final @Nullable String environment;
    private final KeyPermits permits;

    private KeyRecord(Builder builder) {
        this.id = builder.id != null ? builder.id : defaultId(builder.secrets.get(0));
        this.secrets = List.copyOf(builder.secrets);
        this.label = builder.label;
        this.name = builder.name;
        this.status = builder.status;
        this.createdAt = builder.createdAt;
        this.notBefore = builder.notBefore;
        this.expiresAt = builder.expiresAt;
        this.notBeforeNanos = notBefore == null ? Long.MIN_VALUE : EpochNanos.of(notBefore, "not_before");
        this.expiresAtNanos = expiresAt == null ? Long.MAX_VALUE : EpochNanos.of(expiresAt, "expires_at");
        this.user = builder.user;
        this.scopes = builder.scopes;
        this.metadata = builder.metadata;
        this.environment = builder.environment;
        this.permits = builder.permits;
    }

    /** A record with this first secret; everything else has a default. */
    public static Builder builder(KeySecret secret) {
        return new Builder(secret);
    }

    /** A builder that starts from this record, secrets included. */
    public Builder toBuilder() {
        Builder builder = new Builder(secrets.get(0));
        builder.secrets.addAll(secrets.subList(1, secrets.size()));
        builder.id = id;
        builder.label = label;
        builder.name = name;
        builder.status = status;
        builder.createdAt = createdAt;
        builder.notBefore = notBefore;
        builder.expiresAt = expiresAt;
        builder.user = user;
        builder.scopes = scopes;
        builder.metadata = metadata;
        builder.environment = environment;
        builder.permits = permits;
        return builder;
    }

    /** {@code key-} and the first 16 hex digits of SHA-256 of the stored digest's 32 bytes. */
    private static KeyId defaultId(KeySecret secret) {
        return new KeyId("key-" + Sha256.of(secret.storedBytes()).toHex().substring(0, 16));
    }

    /** The key's id, which outlives its secrets. */
    public KeyId id() {
        return id;
    }

    /** The key's secrets, at least one, in the order given. */
    public List<KeySecret> secrets() {
        return secrets;
    }

    /** The operator's word for the key; empty text when it has none. */
    public String label() {
        return label;
    }

    /** The name that the key's owner sees. */
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    /** Whether the key is in service. */
    public KeyStatus status() {
        return status;
    }

    /** When the key was made, where that is known. */
    public Optional<Instant> createdAt() {
        return Optional.ofNullable(createdAt);
    }

    /** The first instant at which the key is good. */
    public Optional<Instant> notBefore() {
        return Optional.ofNullable(notBefore);
    }

    /** {@link #notBefore()} in nanoseconds since the epoch; {@link Long#MIN_VALUE} where there is none. */
    public long notBeforeNanos() {
        return notBeforeNanos;
    }

    /** The instant of expiry; whether the key is good at that very instant is the profile's to say. */
    public Optional<Instant> expiresAt() {
        return Optional.ofNullable(expiresAt);
    }

    /** {@link #expiresAt()} in nanoseconds since the epoch; {@link Long#MAX_VALUE} where there is none. */
    public long expiresAtNanos() {
        return expiresAtNanos;
    }

    /** The user whose key it is. */
    public Optional<String> user() {
        return Optional.ofNullable(user);
    }

    /** What the key may do; {@linkplain Scopes#unrestricted() everything} by default. */
    public Scopes scopes() {
        return scopes;
    }

    /** What the host noted about the key: JSON values, unmodifiable. */
    public Map<String, Object> metadata() {
        return metadata;
    }

    /**
     * Which of the host's environments the key is for, such as {@code production} or {@code test}. The library shows it and
     * decides nothing by it. A key's text says nothing of it: one format serves them all, unless the host mints in a
     * {@linkplain KeyFormat#builder format of its own} for each, under prefixes such as {@code acme_live_} and
     * {@code acme_test_}.
     */
    public Optional<String> environment() {
        return Optional.ofNullable(environment);
    }

    /** What the key may use, how often and for how much; {@linkplain KeyPermits#unlimited() no limit} by default. */
    public KeyPermits permits() {
        return permits;
    }

    @Override
    public String toString() {
        return "KeyRecord[" + id + ", " + status + "]";
    }

    /** Gathers a {@link KeyRecord}. Not thread-safe. */
    public static final class Builder {
        private final List<KeySecret> secrets = new ArrayList<>(1);
        private @Nullable KeyId id;
        private String label = "";
        private @Nullable String name;
        private KeyStatus status = KeyStatus.ACTIVE;
        private @Nullable Instant createdAt;
        private @Nullable Instant notBefore;
        private @Nullable Instant expiresAt;
        private @Nullable String user;
        private Scopes scopes = Scopes.unrestricted();
        private Map<String, Object> metadata = Map.of();
        private @Nullable String environment;
        private KeyPermits permits = KeyPermits.unlimited();

        private Builder(KeySecret first) {
            secrets.add(Objects.requireNonNull(first));
        }

        /** One more secret of the same key. */
        public Builder secret(KeySecret secret) {
            secrets.add(Objects.requireNonNull(secret));
            return this;
        }

        /** These secrets in place of all others; at least one. */
        public Builder secrets(List<KeySecret> all) {
            if (all.isEmpty()) {
                throw new IllegalArgumentException("a key has at least one secret");
            }
            secrets.clear();
            secrets.addAll(all);
            return this;
        }

        /** The key's id; by default {@code key-} and 16 hex digits of SHA-256 of the first secret's stored digest. */
        public Builder id(KeyId id) {
            this.id = Objects.requireNonNull(id);
            return this;
        }

        /** The operator's word for the key. */
        public Builder label(String label) {
            this.label = Objects.requireNonNull(label);
            return this;
        }

        /** The name that the key's owner sees. */
        public Builder name(String name) {
            this.name = Objects.requireNonNull(name);
            return this;
        }

        /** Whether the key is in service; {@link KeyStatus#ACTIVE} by default. */
        public Builder status(KeyStatus status) {
            this.status = Objects.requireNonNull(status);
            return this;
        }

        /** When the key was made. */
        public Builder createdAt(Instant createdAt) {
            this.createdAt = Objects.requireNonNull(createdAt);
            return this;
        }

        /** The first instant at which the key is good. */
        public Builder notBefore(Instant notBefore) {
            this.notBefore = Objects.requireNonNull(notBefore);
            return this;
        }

        /** The instant of expiry. */
        public Builder expiresAt(Instant expiresAt) {
            this.expiresAt = Objects.requireNonNull(expiresAt);
            return this;
        }

        /** No expiry. */
        public Builder withoutExpiry() {
            this.expiresAt = null;
            return this;
        }

        /** Good from the beginning. */
        public Builder withoutNotBefore() {
            this.notBefore = null;
            return this;
        }

        /** The user whose key it is. */
        public Builder user(String user) {
            this.user = Objects.requireNonNull(user);
            return this;
        }

        /** What the key may do. */
        public Builder scopes(Scopes scopes) {
            this.scopes = Objects.requireNonNull(scopes);
            return this;
        }

        /** What the host noted about the key; the top level is copied. */
        public Builder metadata(Map<String, Object> metadata) {
            this.metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
            return this;
        }

        /**
         * Which of the host's environments the key is for.
         *
         * @throws IllegalArgumentException if that is not 1 to 32 lower-case letters, digits and dashes, the first of them
         *     a letter
         */
        public Builder environment(String environment) {
            this.environment = EnvironmentName.checked(environment);
            return this;
        }

        /** For no environment in particular. */
        public Builder withoutEnvironment() {
            this.environment = null;
            return this;
        }

        /** What the key may use, how often and for how much. */
        public Builder permits(KeyPermits permits) {
            this.permits = Objects.requireNonNull(permits);
            return this;
        }

        /**
         * The record.
         *
         * @throws IllegalArgumentException if the dates cannot be: an expiry that does not lie after
         *     {@code notBefore}, or a date outside the years 1678 to 2261
         */
        public KeyRecord build() {
            if (createdAt != null) {
                EpochNanos.check(createdAt, "created_at");
            }
            if (notBefore != null && expiresAt != null && !notBefore.isBefore(expiresAt)) {
                throw new IllegalArgumentException(
                        "not_before does not lie before expires_at: set an earlier not_before or a later expires_at");
            }
            return new KeyRecord(this);
        }
    }
}
