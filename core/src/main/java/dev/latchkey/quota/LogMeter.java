package dev.latchkey.quota;

/**
 * The calls of the window that ends now, oldest first, in a ring of pairs: when the last call of a group was, and how
 * many permits the group used. A group is calls at one instant or, where the rule has a {@linkplain RateLimit#grain
 * grain}, calls no further from its first than that; so a group leaves no earlier than each of its calls should.
 */
final class LogMeter extends Meter {
    private static final int PAIR = 2;
    private static final int SMALL = 4 * PAIR;
    private static final int WORTH_DROPPING = 64 * PAIR;
    private static final long[] NOTHING = {};

    private long[] ring = NOTHING;
    private int oldest;
    private int size;
    private long used;
    private long groupBegan;

    LogMeter(RateLimit rule) {
        super(rule);
    }

    @Override
    long remaining(long now) {
        forget(now);
        return Math.max(0, rule().permits() - used);
    }

    @Override
    void take(long cost, long now) {
        int newest = size == 0 ? -1 : at(size - 1);
        long at = newest < 0 ? now : Math.max(now, ring[newest]);
        used += cost;
        if (newest >= 0 && at - groupBegan <= rule().grain()) {
            ring[newest] = at;
            ring[newest + 1] += cost;
        } else {
            begin(at, cost);
        }
    }

    @Override
    long resetAt(long now) {
        forget(now);
        return size == 0 ? now : ring[oldest] + rule().window().nanos();
    }

    @Override
    long wait(long cost, long now) {
        long lacking = used + cost - rule().permits();
        int group = 0;
        while (lacking > ring[at(group) + 1]) {
            lacking -= ring[at(group) + 1];
            group++;
        }
        return ring[at(group)] + rule().window().nanos() - now;
    }

    @Override
    boolean isUnused(long now) {
        forget(now);
        return size == 0;
    }

    private void forget(long now) {
        while (size > 0 && now - ring[oldest] >= rule().window().nanos()) {
            used -= ring[oldest + 1];
            oldest = at(1);
            size--;
        }
        if (size == 0 && ring.length > WORTH_DROPPING) {
            ring = NOTHING;
            oldest = 0;
        }
    }

    private void begin(long at, long cost) {
        if (size * PAIR == ring.length) {
            grow();
        }
        int place = at(size);
        ring[place] = at;
        ring[place + 1] = cost;
        groupBegan = at;
        size++;
    }

    private void grow() {
        long[] larger = new long[Math.max(SMALL, ring.length * 2)];
        int untilEnd = ring.length - oldest;
        System.arraycopy(ring, oldest, larger, 0, untilEnd);
        System.arraycopy(ring, 0, larger, untilEnd, oldest);
        ring = larger;
        oldest = 0;
    }

    private int at(int group) {
        int place = oldest + group * PAIR;
        return place < ring.length ? place : place - ring.length;
    }
}
