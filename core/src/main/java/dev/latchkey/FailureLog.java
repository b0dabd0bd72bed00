package dev.latchkey;

import dev.latchkey.quota.TimeSource;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the operator that something failed underneath, at most once a minute and with a count. The exception's message is
 * left out: it is not ours, and nobody knows what it repeats.
 */
final class FailureLog {
    private static final Logger log = LoggerFactory.getLogger(Authenticator.class);
    private static final long EVERY = Duration.ofMinutes(1).toNanos();

    private final TimeSource time;
    private final AtomicLong nextLine = new AtomicLong(Long.MIN_VALUE);
    private final LongAdder untold = new LongAdder();

    FailureLog(TimeSource time) {
        this.time = time;
    }

    /**
     * Says so if it is time to, and never throws: a logger or a clock that fails too must not keep a request from its
     * answer.
     *
     * @param what the beginning of the line, such as {@code Deciding}
     */
    void tell(String what, Throwable failure) {
        try {
            untold.increment();
            say(what, failure);
        } catch (Throwable alsoFailed) {
            return;
        }
    }

    private void say(String what, Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        String place = trace.length == 0 ? "an unknown place" : trace[0].toString();
        long now = time.epochNanos();
        long due = nextLine.get();
        if (now >= due && nextLine.compareAndSet(due, now + EVERY)) {
            log.warn(
                    "{} failed with {} at {}; {} failure(s) since the last such line",
                    what,
                    failure.getClass().getName(),
                    place,
                    untold.sumThenReset());
        }
        log.debug("{} failed with {} at {}", what, failure.getClass().getName(), trace);
    }
}
