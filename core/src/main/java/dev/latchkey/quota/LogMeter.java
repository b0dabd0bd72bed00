package dev.latchkey.quota;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The calls of the window that ends now, in groups of those that {@linkplain RateLimit#leaveTogether leave it together}: with
 * the last of them, so that no call leaves earlier than it should. A key that calls seldom has one group, and nothing but
 * the numbers below.
 */
final class LogMeter extends Meter {
    /** All groups but the newest, which most calls join. */
    private @Nullable GroupLog earlier;

    /** Permits of all groups; where there is none, nothing below means anything. */
    private long used;

    /** When the last call of the newest group was. */
    private long ended;

    /** When the last call of the oldest group was: looked at with every call, which the log need not be. */
    private long oldestEnded;

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
        if (used == 0) {
            oldestEnded = at;
        } else if (!rule().leaveTogether(ended, at)) {
            closeNewest();
        } else if (isNewestAlone()) {
            oldestEnded = at;
        }
        ended = at;
        used += cost;
    }

    @Override
    long resetAt(long now) {
        forget(now);
        return used == 0 ? now : oldestEnded + rule().window().nanos();
    }

    @Override
    long wait(long cost, long now) {
        long lacking = used + cost - rule().permits();
        int groups = earlier == null ? 0 : earlier.size();
        long last = ended;
        for (int group = 0; group < groups && lacking > 0; group++) {
            lacking -= log().amount(group);
            last = lacking > 0 ? ended : log().end(group);
        }
        return last + rule().window().nanos() - now;
    }

    @Override
    boolean isUnused(long now) {
        forget(now);
        return used == 0;
    }

    private void forget(long now) {
        while (used > 0 && now >= oldestEnded + rule().window().nanos()) {
            if (isNewestAlone()) {
                used = 0;
            } else {
                used -= log().removeOldest();
                oldestEnded = log().size() == 0 ? ended : log().end(0);
            }
        }
    }

    /** Every group ends later than the one before it. */
    private boolean isNewestAlone() {
        return oldestEnded == ended;
    }

    private void closeNewest() {
        if (earlier == null) {
            earlier = new GroupLog();
        }
        earlier.add(ended, used - earlier.total());
    }

    private GroupLog log() {
        return Objects.requireNonNull(earlier);
    }
}
