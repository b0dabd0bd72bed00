package dev.latchkey.quota;

/** Permits used in the window of the calendar that ends next. */
final class CalendarMeter extends Meter {
    private long end = Long.MIN_VALUE;
    private long used;

    CalendarMeter(RateLimit rule) {
        super(rule);
    }

    @Override
    long remaining(long now) {
        if (now >= end) {
            end = rule().window().endAfter(now);
            used = 0;
        }
        return Math.max(0, rule().permits() - used);
    }

    @Override
    void take(long cost, long now) {
        used += cost;
    }

    @Override
    long resetAt(long now) {
        return end;
    }

    @Override
    long wait(long cost, long now) {
        return end - now;
    }

    @Override
    boolean isUnused(long now) {
        return used == 0 || now >= end;
    }
}
