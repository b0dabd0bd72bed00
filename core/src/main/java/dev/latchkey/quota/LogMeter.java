package dev.latchkey.quota;

/**
 * The calls of the window that ends now, in groups: calls at one instant or, where the rule has a {@linkplain
 * RateLimit#grain grain}, calls no further from their first than that. A group leaves the window with its last call, so
 * no call leaves earlier than it should.
 */
final class LogMeter extends Meter {
    /** All groups but the newest, which most calls join. */
    private final GroupLog earlier = new GroupLog();

    /** Permits of all groups; where there is none, nothing below means anything. */
    private long used;

    /** Permits of the newest group, and when its first and its last call were. */
    private long taken;

    private long began;
    private long ended;

    /** When the oldest group leaves the window. */
    private long leavesAt;

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
        long at = used == 0 ? now : Math.max(now, ended);
        if (used == 0 || at - began > rule().grain()) {
            begin(at);
        }
        ended = at;
        taken += cost;
        used += cost;
        if (isNewestAlone()) {
            leavesAt = ended + rule().window().nanos();
        }
    }

    @Override
    long resetAt(long now) {
        forget(now);
        return used == 0 ? now : leavesAt;
    }

    @Override
    long wait(long cost, long now) {
        long lacking = used + cost - rule().permits();
        int group = 0;
        while (group < earlier.size() && lacking > earlier.permits(group)) {
            lacking -= earlier.permits(group);
            group++;
        }
        long last = group < earlier.size() ? earlier.end(group) : ended;
        return last + rule().window().nanos() - now;
    }

    @Override
    boolean isUnused(long now) {
        forget(now);
        return used == 0;
    }

    private void forget(long now) {
        while (used > 0 && now >= leavesAt) {
            if (isNewestAlone()) {
                used = 0;
            } else {
                used -= earlier.removeOldest();
                leavesAt = (isNewestAlone() ? ended : earlier.end(0))
                        + rule().window().nanos();
            }
        }
    }

    private boolean isNewestAlone() {
        return used == taken;
    }

    private void begin(long at) {
        if (used > 0) {
            earlier.add(ended, taken);
        }
        began = at;
        taken = 0;
    }
}
