package dev.latchkey;

import dev.latchkey.key.KeySource;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How long each source may go without knowing its keys to be current before nobody decides from them. */
final class TableAges {
    private static final Duration LONGEST = Duration.ofDays(365);

    private final KeySource[] sources;

    /** For each source, in nanoseconds; {@link Long#MAX_VALUE} where there is no bound. */
    private final long[] bounds;

    private final boolean bounded;

    private TableAges(List<KeySource> sources, long[] bounds) {
        this.sources = sources.toArray(KeySource[]::new);
        this.bounds = bounds;
        this.bounded = Arrays.stream(bounds).anyMatch(bound -> bound != Long.MAX_VALUE);
    }

    /**
     * What the host says for all, or else each source for itself.
     *
     * @throws IllegalArgumentException if somebody says nothing or less, or more than 365 days
     */
    static TableAges of(List<KeySource> sources, Settings settings) {
        Optional<Duration> said = settings.has("maxTableAge")
                ? Optional.of(checked("maxTableAge", settings.get("maxTableAge", LONGEST)))
                : Optional.empty();
        return new TableAges(
                sources,
                sources.stream()
                        .map(source -> said.or(
                                () -> source.goodFor().map(bound -> checked("keys: a source's goodFor()", bound))))
                        .mapToLong(bound -> bound.map(Duration::toNanos).orElse(Long.MAX_VALUE))
                        .toArray());
    }

    private static Duration checked(String name, Duration bound) {
        if (bound.isNegative() || bound.isZero() || bound.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + ": expected more than nothing and at most 365 days");
        }
        return bound;
    }

    /** Whether the clock has to be read at all. */
    boolean areBounded() {
        return bounded;
    }

    /** Whether some source has not known its keys to be current for too long at this instant. */
    boolean isAnyTooOldAt(long epochNanos) {
        for (int i = 0; i < bounds.length; i++) {
            if (bounds[i] != Long.MAX_VALUE && sources[i].confirmedAtNanos() < epochNanos - bounds[i]) {
                return true;
            }
        }
        return false;
    }
}
