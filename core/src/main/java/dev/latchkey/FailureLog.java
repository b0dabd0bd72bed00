package dev.latchkey;

import dev.latchkey.quota.TimeSource;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the operator that deciding failed, at most once a minute. The exception's message is left out: it is not ours,
 * and nobody knows what it repeats.
 */
final class FailureLog {
    private static final Logger log = LoggerFactory.getLogger(Authenticator.class);
    private static final long EVERY = Duration.ofMinutes(1).toNanos();

    private final TimeSource time;
    private final AtomicLong nextLine = new AtomicLong(Long.MIN_VALUE);

    FailureLog(TimeSource time) {
        this.time = time;
    }

    void tell(RuntimeException e) {
        long now = time.epochNanos();
        long due = nextLine.get();
        if (now >= due && nextLine.compareAndSet(due, now + EVERY)) {
            log.warn(
                    "Deciding failed with {}; answered as unavailable",
                    e.getClass().getName());
        }
        log.debug("Deciding failed with {} at {}", e.getClass().getName(), e.getStackTrace());
    }
}
