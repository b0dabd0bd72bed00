package dev.latchkey.quota;

import org.jspecify.annotations.Nullable;

/**
 * What one account has used of one rate limit. Guarded by its account's lock. A time that lies before one already seen
 * counts as that later time, so that callers who read the clock in another order than they got the lock gain nothing.
 */
abstract class Meter {
    /** The account's next meter. */
    @Nullable Meter next;

    private RateLimit rule;

    Meter(RateLimit rule) {
        this.rule = rule;
    }

    static Meter of(RateLimit rule) {
        return switch (rule.algorithm()) {
            case CALENDAR -> new CalendarMeter(rule);
            case SLIDING, LOG -> new LogMeter(rule);
            case BUCKET -> new BucketMeter(rule);
        };
    }

    /** Whether this meter counts for that rule; takes over its permits if so. */
    final boolean serves(RateLimit asked) {
        if (rule.equals(asked)) {
            return true;
        }
        boolean same = rule.countsLike(asked);
        if (same) {
            rule = asked;
        }
        return same;
    }

    final RateLimit rule() {
        return rule;
    }

    /** Whole permits left, never negative even where fewer are allowed now than were used before. */
    abstract long remaining(long now);

    /** Uses up permits, of which {@link #remaining} were left at the same instant. */
    abstract void take(long cost, long now);

    /** See {@link LimitState#resetAt}. */
    abstract long resetAt(long now);

    /** Nanoseconds until {@code cost} permits are back, where the rule has so many but not so many remain. */
    abstract long wait(long cost, long now);

    /** Whether nothing is used, so that a fresh meter would say the same. */
    abstract boolean isUnused(long now);

    final LimitState state(AccountKind of, long cost, long now) {
        long remaining = remaining(now);
        return new LimitState(
                of,
                rule.name(),
                rule.permits(),
                remaining,
                resetAt(now),
                retryAfter(cost, remaining, now),
                rule.windowSeconds());
    }

    private long retryAfter(long cost, long remaining, long now) {
        if (cost <= remaining) {
            return 0;
        }
        return cost > rule.permits() ? rule.window().nanos() : wait(cost, now);
    }
}
