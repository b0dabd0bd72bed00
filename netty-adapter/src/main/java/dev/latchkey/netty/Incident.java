package dev.latchkey.netty;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Something that went wrong, of which the operator is told: at most once a minute, and nothing of any request. */
final class Incident {
    static final Incident FIXED_FIELDS =
            new Incident("request(s) were answered 503 because their header fields could not be changed; is there a"
                    + " handler in front that makes them read-only? Last with");
    static final Incident UNREAD_BODY = new Incident(
            "bodies could not be read though they were held; is there a handler in front that uses a buffer"
                    + " after it has passed it on? Last with");

    private static final Logger LOG = LoggerFactory.getLogger(LatchkeyHandler.class);
    private static final long INTERVAL = TimeUnit.MINUTES.toNanos(1);

    private final AtomicLong next = new AtomicLong(System.nanoTime());
    private final AtomicLong untold = new AtomicLong();
    private final String words;

    private Incident(String words) {
        this.words = words;
    }

    /** An exception's message may quote the request, so only its type and its place are told. */
    void tell(Throwable failure) {
        untold.incrementAndGet();
        long now = System.nanoTime();
        long due = next.get();
        if (now - due >= 0 && next.compareAndSet(due, now + INTERVAL)) {
            StackTraceElement[] trace = failure.getStackTrace();
            LOG.warn(
                    "{} {} {} at {}. The next such line comes in a minute at the earliest.",
                    untold.getAndSet(0),
                    words,
                    failure.getClass().getName(),
                    trace.length == 0 ? "an unknown place" : trace[0]);
        }
    }
}
