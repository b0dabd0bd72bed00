package dev.latchkey;

import dev.latchkey.key.ApiKey;
import dev.latchkey.key.Argon2idHash;
import dev.latchkey.key.HashScheme;
import dev.latchkey.key.KeyHash;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The root credential, kept as a hash: SHA-256 of a plain one, or the Argon2id hash that was given. */
final class MasterKey {
    private static final Logger log = LoggerFactory.getLogger(Authenticator.class);
    private static final int RECOMMENDED_LENGTH = 32;

    private final @Nullable KeyHash sha256;
    private final Optional<Argon2idHash> argon2id;

    private MasterKey(@Nullable KeyHash sha256, Optional<Argon2idHash> argon2id) {
        this.sha256 = sha256;
        this.argon2id = argon2id;
    }

    /**
     * Empty where the text is null or blank.
     *
     * @throws IllegalArgumentException if the text can be neither a key nor an Argon2id hash
     */
    static Optional<MasterKey> parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Argon2idHash.looksLike(text) ? hashed(text) : plain(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("master key: " + e.getMessage(), e);
        }
    }

    private static MasterKey hashed(String text) {
        return new MasterKey(null, Optional.of(Argon2idHash.parse(text)));
    }

    private static MasterKey plain(String text) {
        ApiKey key = ApiKey.parse(text);
        if (key.length() < RECOMMENDED_LENGTH) {
            log.warn(
                    "The master key has {} characters; at least {} random ones are recommended",
                    key.length(),
                    RECOMMENDED_LENGTH);
        }
        return new MasterKey(HashScheme.sha256().hash(key), Optional.empty());
    }

    /** Whether this is the plain master key: both hashed, compared in constant time. */
    boolean matches(ApiKey key) {
        return sha256 != null && sha256.equals(HashScheme.sha256().hash(key));
    }

    /** The hash to try a text against, where the master key was given as one. */
    Optional<Argon2idHash> argon2id() {
        return argon2id;
    }

    @Override
    public String toString() {
        return "MasterKey(redacted)";
    }
}
