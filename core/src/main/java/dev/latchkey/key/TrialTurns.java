package dev.latchkey.key;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Lets one computation run at a time and few callers wait for theirs, first come, first served. Thread-safe. */
final class TrialTurns {
    private final Semaphore places;
    private final Semaphore turn = new Semaphore(1, true);
    private final Duration patience;

    /**
     * @param waiting how many callers may wait while another computes
     * @param patience how long each of them waits
     */
    TrialTurns(int waiting, Duration patience) {
        this.places = new Semaphore(1 + waiting);
        this.patience = patience;
    }

    /** Computes when it is the caller's turn; {@link Trial#SATURATED} when all places are taken or patience ends. */
    Trial take(Supplier<Trial> computation) {
        if (!places.tryAcquire()) {
            return Trial.SATURATED;
        }
        try {
            return await(computation);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Trial.SATURATED;
        } finally {
            places.release();
        }
    }

    private Trial await(Supplier<Trial> computation) throws InterruptedException {
        if (!turn.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            return Trial.SATURATED;
        }
        try {
            return computation.get();
        } finally {
            turn.release();
        }
    }
}
