package dev.latchkey;

import dev.latchkey.key.KeyId;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a refusal is about, as far as it may be told: values that a renderer puts into its words, and the key's id for
 * the operator. Never a credential. Immutable and thread-safe.
 */
public final class Facts {
    private static final Facts NONE = new Facts(null, -1, null);

    private final @Nullable KeyId keyId;
    private final int length;
    private final @Nullable Duration retryAfter;

    private Facts(@Nullable KeyId keyId, int length, @Nullable Duration retryAfter) {
        this.keyId = keyId;
        this.length = length;
        this.retryAfter = retryAfter;
    }

    /** Nothing to tell. */
    public static Facts none() {
        return NONE;
    }

    /** These facts, about this key. */
    public Facts withKeyId(KeyId id) {
        return new Facts(Objects.requireNonNull(id), length, retryAfter);
    }

    /** These facts, about a credential of this many characters. */
    public Facts withLength(int characters) {
        return new Facts(keyId, characters, retryAfter);
    }

    /** These facts, and how long to wait before the next try. */
    public Facts withRetryAfter(Duration wait) {
        return new Facts(keyId, length, Objects.requireNonNull(wait));
    }

    /** The key that was recognised and yet refused; for the operator, never for the client. */
    public Optional<KeyId> keyId() {
        return Optional.ofNullable(keyId);
    }

    /** How many characters the credential has. */
    public OptionalInt length() {
        return length < 0 ? OptionalInt.empty() : OptionalInt.of(length);
    }

    /** How long to wait before the next try. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Facts that
                && length == that.length
                && Objects.equals(keyId, that.keyId)
                && Objects.equals(retryAfter, that.retryAfter);
    }

    @Override
    public int hashCode() {
        return Objects.hash(keyId, length, retryAfter);
    }

    @Override
    public String toString() {
        return "Facts[keyId=" + keyId + ", length=" + length + ", retryAfter=" + retryAfter + "]";
    }
}
