package dev.latchkey.quota;

/** The units that a bucket lacks to be full, as of an instant; see {@link RateLimit#unit}. */
final class BucketMeter extends Meter {
    private long missing;
    private long asOf = Long.MIN_VALUE;

    BucketMeter(RateLimit rule) {
        super(rule);
    }

    @Override
    long remaining(long now) {
        refill(now);
        return Math.max(0, (rule().permits() * rule().unit() - missing) / rule().unit());
    }

    @Override
    void take(long cost, long now) {
        missing += cost * rule().unit();
    }

    @Override
    long resetAt(long now) {
        refill(now);
        return asOf + nanosFor(missing);
    }

    @Override
    long wait(long cost, long now) {
        return nanosFor(missing - (rule().permits() - cost) * rule().unit());
    }

    @Override
    boolean isUnused(long now) {
        refill(now);
        return missing == 0;
    }

    private void refill(long now) {
        if (now <= asOf) {
            return;
        }
        if (missing > 0) {
            long elapsed = now - asOf;
            missing = elapsed >= nanosFor(missing) ? 0 : missing - elapsed * rule().rate();
        }
        asOf = now;
    }

    private long nanosFor(long units) {
        return RateLimit.ceilDiv(units, rule().rate());
    }
}
