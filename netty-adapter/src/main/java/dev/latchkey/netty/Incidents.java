package dev.latchkey.netty;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the operator that a request could not be made ready for the host: at most once a minute, and nothing of it. */
final class Incidents {
    private static final Logger LOG = LoggerFactory.getLogger(LatchkeyHandler.class);
    private static final long INTERVAL = TimeUnit.MINUTES.toNanos(1);
    private static final AtomicLong NEXT = new AtomicLong(System.nanoTime());
    private static final AtomicLong UNTOLD = new AtomicLong();

    private Incidents() {}

    /** An exception's message may quote the request, so only its type and its place are told. */
    static void failed(RuntimeException failure) {
        UNTOLD.incrementAndGet();
        long now = System.nanoTime();
        long next = NEXT.get();
        if (now - next >= 0 && NEXT.compareAndSet(next, now + INTERVAL)) {
            StackTraceElement[] trace = failure.getStackTrace();
            LOG.warn(
                    "{} request(s) were answered 503 because their header fields could not be changed, last with {} at {};"
                            + " is there a handler in front that makes them read-only? The next such line comes in a"
                            + " minute at the earliest.",
                    UNTOLD.getAndSet(0),
                    failure.getClass().getName(),
                    trace.length == 0 ? "an unknown place" : trace[0]);
        }
    }
}
