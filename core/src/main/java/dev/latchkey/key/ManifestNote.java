package dev.latchkey.key;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a manifest notes of one secret beside the secret itself, for people who look at a list of them. Immutable and
 * thread-safe.
 *
 * @param beginning the secret's first characters; empty where they are not known
 * @param createdAt when the secret was made; null where that is not known
 * @param lastUsedAt when it was used last; null if never, as far as is known
 */
public record ManifestNote(
        String beginning,
        @Nullable Instant createdAt,
        @Nullable Instant lastUsedAt) {
    static final ManifestNote NONE = new ManifestNote("", null, null);

    /** Refuses null for the beginning. */
    public ManifestNote {
        Objects.requireNonNull(beginning);
    }

    ManifestNote createdAt(@Nullable Instant instant) {
        return new ManifestNote(beginning, instant, lastUsedAt);
    }

    ManifestNote unused() {
        return new ManifestNote(beginning, createdAt, null);
    }
}
