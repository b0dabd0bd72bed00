package dev.latchkey.jdbc;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition, and fails if it does not come true. */
final class Await {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private Await() {}

    static void until(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("did not come true within " + LONGEST);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}
