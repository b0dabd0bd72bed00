package dev.latchkey.quota;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Admitted: every limit and every budget of the demand had room for it. Immutable and thread-safe. */
public final class Admitted implements Outcome {
    private static final int PAIR = 2;

    private final Demand demand;

    /** For each limit, what remains and when more comes back: states are made of it only if somebody asks. */
    private final long[] standing;

    private final @Nullable Hold hold;

    Admitted(Demand demand, long[] standing, @Nullable Hold hold) {
        this.demand = demand;
        this.standing = standing;
        this.hold = hold;
    }

    /** Where every rate limit of the demand stands now, in order. */
    public List<LimitState> limits() {
        return IntStream.range(0, demand.limits().size()).mapToObj(this::limit).toList();
    }

    /**
     * The money held for the call, to be settled or released; empty where the demand names no budget, and after a probe.
     */
    public Optional<Hold> hold() {
        return Optional.ofNullable(hold);
    }

    private LimitState limit(int index) {
        RateLimit limit = demand.limits().get(index).limit();
        long remaining = standing[PAIR * index];
        long resetAt = standing[PAIR * index + 1];
        return new LimitState(limit.name(), limit.permits(), remaining, resetAt, 0, limit.windowSeconds());
    }

    @Override
    public String toString() {
        return "admitted " + limits();
    }
}
