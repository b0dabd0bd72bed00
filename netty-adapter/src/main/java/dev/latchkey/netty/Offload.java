package dev.latchkey.netty;

import dev.latchkey.Authenticator;
import dev.latchkey.Request;
import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Where decisions are taken that would hold up an event loop. Shared by all channels of the process and small, because
 * such a decision is memory-hard and only secrets that a person chose ask for one; idle threads end.
 */
final class Offload {
    static final int THREADS = 2;
    static final int MOST_WAITING = 64;

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final ThreadPoolExecutor POOL = pool();

    private Offload() {}

    /** Decides elsewhere and hands the decision over on this event loop; false if too many wait for theirs already. */
    static boolean decide(Authenticator gate, Request request, EventExecutor loop, Consumer<Decision> then) {
        try {
            POOL.execute(() -> {
                Decision decision = Decision.on(gate.authenticate(request), request, gate);
                if (!later(loop, () -> then.accept(decision))) {
                    decision.undo();
                }
            });
            return true;
        } catch (RejectedExecutionException full) {
            return false;
        }
    }

    /** Runs a task on this event loop, not at once even when called from it; false if it never will. */
    static boolean later(EventExecutor loop, Runnable task) {
        try {
            loop.execute(task);
            return true;
        } catch (RejectedExecutionException down) {
            // The event loop has ended, and closed its channels before: there is nobody left to tell.
            return false;
        }
    }

    private static ThreadPoolExecutor pool() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                THREADS, THREADS, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), Offload::thread);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "latchkey-offload-" + NUMBER.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
