package dev.latchkey;

import org.jspecify.annotations.Nullable;

/**
 * How a request came in: in which of its reader's sources the credential stood, and what becomes of its headers therefore.
 * The same for all requests that came in alike; there are few ways.
 */
final class Way {
    final Identities identities;
    final int consumed;
    final UpstreamHeaders upstream;
    private final @Nullable Way other;

    /**
     * @param upstream before anything is added that tells who came
     * @param other the way that was found before this one, if any
     */
    Way(Identities identities, int consumed, UpstreamHeaders upstream, @Nullable Way other) {
        this.identities = identities;
        this.consumed = consumed;
        this.upstream = upstream;
        this.other = other;
    }

    /** The way with these consumed sources among the ones found so far, or null. */
    static @Nullable Way among(@Nullable Way latest, int consumed) {
        Way way = latest;
        while (way != null && way.consumed != consumed) {
            way = way.other;
        }
        return way;
    }
}
