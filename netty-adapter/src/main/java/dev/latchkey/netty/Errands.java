package dev.latchkey.netty;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the ledger and told it on behalf of one channel, in order: at once where the ledger answers from
 * memory, and elsewhere where it may keep its caller waiting. Thread-safe.
 */
final class Errands {
    private final boolean mayWait;
    private final ArrayDeque<Runnable> given = new ArrayDeque<>();
    private boolean running;

    /** None as yet. */
    Errands(boolean mayWait) {
        this.mayWait = mayWait;
    }

    /** Whether an errand may have to wait, so that {@link #ask} is the way. */
    boolean mayWait() {
        return mayWait;
    }

    /** Does it elsewhere, when those before it are done; false, and it is not done, if too many channels wait. */
    synchronized boolean ask(Runnable errand) {
        if (!running) {
            running = Offload.WAITING.run(this::run);
        }
        return running && given.add(errand);
    }

    /** Does it, if need be on the event loop: what it tells is about money, and is not lost. */
    void tell(Runnable errand) {
        if (!mayWait || !ask(errand)) {
            carryOut(errand);
        }
    }

    private void run() {
        for (Runnable errand = next(); errand != null; errand = next()) {
            carryOut(errand);
        }
    }

    private synchronized @Nullable Runnable next() {
        Runnable next = given.poll();
        running = next != null;
        return next;
    }

    /** What fails here must keep neither an answer nor the next errand from going out. */
    private static void carryOut(Runnable errand) {
        try {
            errand.run();
        } catch (Throwable failure) {
            Incident.FAILED_LEDGER.tell(failure);
        }
    }
}
