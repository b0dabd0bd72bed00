package dev.latchkey.servlet;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the operator that the ledger did not take what calls have cost, or that they have cost nothing: at most once a
 * minute, and nothing of any request. Thread-safe.
 */
final class LedgerTrouble {
    private static final Logger log = LoggerFactory.getLogger(LatchkeyFilter.class);
    private static final long INTERVAL = TimeUnit.MINUTES.toNanos(1);

    private final AtomicLong next = new AtomicLong(System.nanoTime());
    private final AtomicLong untold = new AtomicLong();

    /** An exception's message may quote the request, so only its type and its place are told. */
    void tell(Throwable failure) {
        untold.incrementAndGet();
        long now = System.nanoTime();
        long due = next.get();
        if (now - due >= 0 && next.compareAndSet(due, now + INTERVAL)) {
            StackTraceElement[] trace = failure.getStackTrace();
            log.warn(
                    "{} time(s) the ledger failed to take what a call has cost, or that it has cost nothing. Last with {} at"
                            + " {}. The next such line comes in a minute at the earliest.",
                    untold.getAndSet(0),
                    failure.getClass().getName(),
                    trace.length == 0 ? "an unknown place" : trace[0]);
        }
    }
}
