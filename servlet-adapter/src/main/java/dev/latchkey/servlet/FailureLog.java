package dev.latchkey.servlet;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the operator that a refusal could not be put into words: at once, and then at most once a minute with a count,
 * because every refusal may be affected. Only the kind of failure and its place are logged; nobody knows what its message
 * repeats. Thread-safe.
 */
final class FailureLog {
    private static final Logger LOGGER = LoggerFactory.getLogger(LatchkeyFilter.class);
    private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final AtomicLong untold = new AtomicLong();
    private final AtomicLong quietUntil = new AtomicLong(System.nanoTime());

    void report(RuntimeException failure) {
        untold.incrementAndGet();
        long until = quietUntil.get();
        long now = System.nanoTime();
        if (now - until >= 0 && quietUntil.compareAndSet(until, now + QUIET_NANOS)) {
            LOGGER.error(
                    "the words of a refusal failed with {} at {}; {} request(s) answered 503 since this was last said",
                    failure.getClass().getName(),
                    place(failure),
                    untold.getAndSet(0));
        }
    }

    private static String place(RuntimeException failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return trace.length == 0 ? "an unknown place" : trace[0].toString();
    }
}
