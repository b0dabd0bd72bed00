package dev.latchkey.netty;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Watches for a client that has fallen silent in the middle of a body that is held: what is held counts against what all
 * clients may have held together. Used on one event loop only.
 */
final class Silence {
    /** Seconds without a part after which nobody waits any more, at least; twice as many at most. */
    static final int LONGEST = 30;

    private final ScheduledFuture<?> clock;
    private boolean heard;

    /**
     * Begins to watch, and says once when it has been silent for too long.
     *
     * @param listens whether anything would be heard: a host may read by hand, and take its time
     */
    Silence(EventExecutor executor, BooleanSupplier listens, Runnable tooLong) {
        clock = executor.scheduleWithFixedDelay(() -> tick(listens, tooLong), LONGEST, LONGEST, TimeUnit.SECONDS);
    }

    /** The client has sent something. */
    void heard() {
        heard = true;
    }

    /** Watches no more. A further call does nothing. */
    void end() {
        clock.cancel(false);
    }

    private void tick(BooleanSupplier listens, Runnable tooLong) {
        if (heard || !listens.getAsBoolean()) {
            heard = false;
        } else {
            end();
            tooLong.run();
        }
    }
}
