package dev.latchkey;

import dev.latchkey.key.KeyId;
import dev.latchkey.quota.LimitState;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a refusal is about, as far as it may be told: values that a renderer puts into its words, and the key's id for
 * the operator. Never a credential. Immutable and thread-safe.
 */
public final class Facts {
    private static final int LONGEST_NAME = 128;
    private static final Facts NONE = new Facts(null, -1, null, null, List.of(), 0);

    private final @Nullable KeyId keyId;
    private final int length;
    private final @Nullable Duration retryAfter;
    private final @Nullable String model;
    private final List<LimitState> limits;
    private final int binding;

    private Facts(
            @Nullable KeyId keyId,
            int length,
            @Nullable Duration retryAfter,
            @Nullable String model,
            List<LimitState> limits,
            int binding) {
        this.keyId = keyId;
        this.length = length;
        this.retryAfter = retryAfter;
        this.model = model;
        this.limits = limits;
        this.binding = binding;
    }

    /** Nothing to tell. */
    public static Facts none() {
        return NONE;
    }

    /** These facts, about this key. */
    public Facts withKeyId(KeyId id) {
        return new Facts(Objects.requireNonNull(id), length, retryAfter, model, limits, binding);
    }

    /** These facts, about a credential of this many characters. */
    public Facts withLength(int characters) {
        return new Facts(keyId, characters, retryAfter, model, limits, binding);
    }

    /** These facts, and how long to wait before the next try. */
    public Facts withRetryAfter(Duration wait) {
        return new Facts(keyId, length, Objects.requireNonNull(wait), model, limits, binding);
    }

    /** These facts, about a call that named this model; cut at 128 characters. */
    public Facts withModel(String name) {
        String cut = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
        return new Facts(keyId, length, retryAfter, cut, limits, binding);
    }

    /** These facts, and where the rate limits stand; {@code index} is the one that refuses. */
    public Facts withLimits(List<LimitState> states, int index) {
        return new Facts(
                keyId, length, retryAfter, model, List.copyOf(states), Objects.checkIndex(index, states.size()));
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

    /** The model that the call named. */
    public Optional<String> model() {
        return Optional.ofNullable(model);
    }

    /** Where the rate limits stand that applied to the call; empty if none was asked. */
    public List<LimitState> limits() {
        return limits;
    }

    /** The rate limit that refused. */
    public Optional<LimitState> bindingLimit() {
        return limits.isEmpty() ? Optional.empty() : Optional.of(limits.get(binding));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Facts that
                && length == that.length
                && Objects.equals(keyId, that.keyId)
                && Objects.equals(retryAfter, that.retryAfter)
                && Objects.equals(model, that.model)
                && limits.equals(that.limits)
                && binding == that.binding;
    }

    @Override
    public int hashCode() {
        return Objects.hash(keyId, length, retryAfter, model, limits);
    }

    @Override
    public String toString() {
        return "Facts[keyId=" + keyId + ", length=" + length + ", retryAfter=" + retryAfter + "]";
    }
}
