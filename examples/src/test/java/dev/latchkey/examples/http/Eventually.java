package dev.latchkey.examples.http;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for a condition, with a deadline. */
public final class Eventually {
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private Eventually() {}

    /** Asks until the answer is yes; the question itself takes the time, so ask something that goes over a socket. */
    public static boolean becomesTrue(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (System.nanoTime() < deadline) {
            if (condition.call()) {
                return true;
            }
        }
        return false;
    }
}
