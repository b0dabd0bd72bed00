package dev.latchkey.manage;

import dev.latchkey.quota.TimeSource;
import java.time.Duration;
import org.slf4j.Logger;

/**
 * What an operator reads of something that keeps failing: when that begins, at most once a minute while it lasts, and once
 * when it is over. Thread-safe.
 */
final class OutageLog {
    private static final long REMINDER = Duration.ofMinutes(1).toNanos();

    private final Logger log;
    private final TimeSource time;
    private boolean lasts;
    private long toldAt;

    OutageLog(Logger log, TimeSource time) {
        this.log = log;
        this.time = time;
    }

    /** It has failed, once more or for the first time. */
    synchronized void failed(String words, Throwable why) {
        long now = time.epochNanos();
        if (!lasts || now - toldAt >= REMINDER) {
            log.warn("{}: {}", words, Trouble.of(why));
            lasts = true;
            toldAt = now;
        }
    }

    /** It has worked. */
    synchronized void over(String words) {
        if (lasts) {
            log.info(words);
            lasts = false;
        }
    }
}
