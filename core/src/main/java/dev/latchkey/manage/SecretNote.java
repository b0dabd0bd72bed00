package dev.latchkey.manage;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is kept beside one secret of a key, for people who look at a list of them. Immutable and thread-safe.
 */
public final class SecretNote {
    private final String beginning;
    private final Instant createdAt;
    private final @Nullable Instant lastUsedAt;

    /**
     * A note.
     *
     * @param beginning the secret's first characters, by which its owner may recognise it; empty where they are not known
     * @param createdAt when the secret was made
     * @param lastUsedAt when it was used last; null if never, as far as is known
     */
    public SecretNote(String beginning, Instant createdAt, @Nullable Instant lastUsedAt) {
        this.beginning = Objects.requireNonNull(beginning);
        this.createdAt = Objects.requireNonNull(createdAt);
        this.lastUsedAt = lastUsedAt;
    }

    /** The secret's first characters; empty where they are not known. */
    public String beginning() {
        return beginning;
    }

    /** When the secret was made. */
    public Instant createdAt() {
        return createdAt;
    }

    /** When the secret was used last, to within the interval at which that is written. */
    public Optional<Instant> lastUsedAt() {
        return Optional.ofNullable(lastUsedAt);
    }

    boolean wasUsedAfter(Instant instant) {
        return lastUsedAt != null && lastUsedAt.isAfter(instant);
    }

    SecretNote usedAt(Instant instant) {
        return new SecretNote(beginning, createdAt, instant);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretNote that
                && beginning.equals(that.beginning)
                && createdAt.equals(that.createdAt)
                && Objects.equals(lastUsedAt, that.lastUsedAt);
    }

    @Override
    public int hashCode() {
        return Objects.hash(beginning, createdAt, lastUsedAt);
    }

    @Override
    public String toString() {
        return "SecretNote[created " + createdAt + ", used " + lastUsedAt + "]";
    }
}
