package dev.latchkey.netty;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Something that went wrong, of which the operator is told: at most once a minute, and nothing of any request. */
final class Incident {
    static final Incident FIXED_FIELDS =
            new Incident("request(s) were answered 503 because their header fields could not be changed; is there a"
                    + " handler in front that makes them read-only?");
    static final Incident UNREAD_BODY = new Incident(
            "bodies could not be read though they were held; is there a handler in front that uses a buffer"
                    + " after it has passed it on?");
    static final Incident FAILED_LEDGER =
            new Incident("time(s) the ledger failed to take what a call has cost, or that it has cost nothing.");
    static final Incident OBSERVED_MONEY = new Incident(
            "time(s) the ledger failed to free what it held for an observed call; it frees itself after a while.");
    static final Incident BUSY_LEDGER = new Incident(
            "request(s) were not decided because too many are waiting for the ledger; where enforcement is on"
                    + " they were answered 503.");

    private static final Logger LOG = LoggerFactory.getLogger(LatchkeyHandler.class);
    private static final long INTERVAL = TimeUnit.MINUTES.toNanos(1);

    private final AtomicLong next = new AtomicLong(System.nanoTime());
    private final AtomicLong untold = new AtomicLong();
    private final String words;

    private Incident(String words) {
        this.words = words;
    }

    void tell() {
        tell("");
    }

    /** An exception's message may quote the request, so only its type and its place are told. */
    void tell(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        tell(" Last with " + failure.getClass().getName() + " at " + (trace.length == 0 ? "an unknown place" : trace[0])
                + ".");
    }

    private void tell(String cause) {
        untold.incrementAndGet();
        long now = System.nanoTime();
        long due = next.get();
        if (now - due >= 0 && next.compareAndSet(due, now + INTERVAL)) {
            LOG.warn(
                    "{} {}{} The next such line comes in a minute at the earliest.", untold.getAndSet(0), words, cause);
        }
    }
}
