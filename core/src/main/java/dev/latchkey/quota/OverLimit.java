package dev.latchkey.quota;

import java.util.List;

/**
 * Refused: a rate limit has too few permits left.
 *
 * @param limits every rate limit of the demand, in order; those that refuse have a {@link LimitState#retryAfter} above 0
 * @param index which of them binds: the one with the longest wait
 */
public record OverLimit(List<LimitState> limits, int index) implements Outcome {

    /** Copies the list. */
    public OverLimit {
        limits = List.copyOf(limits);
    }

    /** The limit that binds. */
    public LimitState binding() {
        return limits.get(index);
    }
}
