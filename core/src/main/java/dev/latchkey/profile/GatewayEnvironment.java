package dev.latchkey.profile;

import dev.latchkey.Authenticator;
import dev.latchkey.EmptyKeySet;
import dev.latchkey.GatewayProfile;
import dev.latchkey.key.HashScheme;
import dev.latchkey.key.KeyRing;
import dev.latchkey.key.KeySource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The environment variables that the gateways share:
 *
 * <ul>
 *   <li>{@code GATEWAY_API_KEY_HASHES}: ring text;
 *   <li>{@code GATEWAY_API_KEY}: one plaintext key, where the profile {@linkplain GatewayProfile#readsLegacyKey() reads}
 *       it; elsewhere it is the client's variable, and ignored with a warning;
 *   <li>{@code GATEWAY_MASTER_KEY}: the master key, plain or {@code $argon2id$…}; blank is not configured;
 *   <li>{@code GATEWAY_API_KEY_HASH_SECRET}: up to four hash secrets, comma-separated, newest first.
 * </ul>
 *
 * Immutable and thread-safe.
 */
public final class GatewayEnvironment {
    private static final Logger log = LoggerFactory.getLogger(GatewayEnvironment.class);
    private static final String RING = "GATEWAY_API_KEY_HASHES";
    private static final String LEGACY_KEY = "GATEWAY_API_KEY";
    private static final String MASTER_KEY = "GATEWAY_MASTER_KEY";
    private static final String HASH_SECRETS = "GATEWAY_API_KEY_HASH_SECRET";

    private final Map<String, String> variables;

    private GatewayEnvironment(Map<String, String> variables) {
        this.variables = variables;
    }

    /** These variables, usually {@link System#getenv()}. */
    public static GatewayEnvironment of(Map<String, String> variables) {
        return new GatewayEnvironment(Map.copyOf(variables));
    }

    /**
     * Whether any key is configured under this profile; the master key does not count.
     *
     * @throws IllegalArgumentException if a variable is set to something that cannot be, naming the variable
     */
    public boolean namesKeys(GatewayProfile profile) {
        return !keys(profile).isEmpty();
    }

    /**
     * The keys that are configured under this profile, the plaintext one first.
     *
     * @throws IllegalArgumentException if a variable is set to something that cannot be, naming the variable
     */
    public List<KeySource> keys(GatewayProfile profile) {
        List<KeySource> sources = new ArrayList<>();
        legacyKey(profile).ifPresent(sources::add);
        ring(profile).ifPresent(sources::add);
        return sources;
    }

    /**
     * Hands everything that is set to the builder, as its profile reads it.
     *
     * @throws IllegalArgumentException if a variable is set to something that cannot be, naming the variable
     */
    public void applyTo(Authenticator.Builder builder) {
        GatewayProfile profile = builder.profile();
        if (isSet(LEGACY_KEY) && !profile.readsLegacyKey()) {
            log.warn("{} is set and ignored: profile {} does not read it", LEGACY_KEY, profile.name());
        }
        keys(profile).forEach(builder::keys);
        if (variables.containsKey(MASTER_KEY)) {
            naming(MASTER_KEY, () -> builder.masterKey(variables.get(MASTER_KEY)));
        }
        if (variables.containsKey(HASH_SECRETS)) {
            builder.hashSecrets(naming(HASH_SECRETS, this::hashSecrets));
        }
    }

    private Optional<KeyRing> ring(GatewayProfile profile) {
        String text = variables.get(RING);
        if (text == null) {
            return Optional.empty();
        }
        KeyRing ring = naming(RING, () -> KeyRing.parse(text, profile.ringReading()));
        boolean notConfigured = ring.table().size() == 0 && profile.emptyKeySet() == EmptyKeySet.ANSWER_NOT_CONFIGURED;
        return notConfigured ? Optional.empty() : Optional.of(ring);
    }

    private Optional<KeyRing> legacyKey(GatewayProfile profile) {
        String text = variables.get(LEGACY_KEY);
        return text == null || text.isBlank() || !profile.readsLegacyKey()
                ? Optional.empty()
                : Optional.of(naming(LEGACY_KEY, () -> KeyRing.ofPlaintext("legacy", text)));
    }

    private HashScheme[] hashSecrets() {
        HashScheme[] schemes = Arrays.stream(
                        variables.getOrDefault(HASH_SECRETS, "").split(",", -1))
                .map(String::strip)
                .filter(secret -> !secret.isEmpty())
                .map(HashScheme::hmacSha256)
                .toArray(HashScheme[]::new);
        if (schemes.length == 0) {
            throw new IllegalArgumentException("is set but holds no secret; unset it, or give it one");
        }
        if (schemes.length > 4) {
            throw new IllegalArgumentException("holds " + schemes.length + " secrets; at most 4, drop the oldest");
        }
        return schemes;
    }

    private boolean isSet(String variable) {
        return !variables.getOrDefault(variable, "").isBlank();
    }

    private static <T> T naming(String variable, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(variable + ": " + e.getMessage(), e);
        }
    }
}
