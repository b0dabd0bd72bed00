package dev.latchkey.netty;

import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads for what would hold up an event loop. Shared by all channels of the process and bounded, so that whoever comes
 * when all are taken is told at once; idle threads end.
 */
final class Offload {
    /** For secrets that a person chose: few, because each computation takes a lot of memory. */
    static final Offload COMPUTING = new Offload("latchkey-offload-", 2, 64);
    /** For bodies to be read. Not the threads above: strangers can keep those busy with wrong secrets. */
    static final Offload READING = new Offload("latchkey-body-", 2, 64);
    /** For requests to manage keys: they wait for a store. */
    static final Offload MANAGING = new Offload("latchkey-manage-", 4, 256);

    /** For a ledger that keeps its callers waiting: many, because they do nothing else. */
    static final Offload WAITING = new Offload("latchkey-ledger-", 32, 1024);

    private final AtomicInteger number = new AtomicInteger();
    private final String name;
    private final int mostWaiting;
    private final ThreadPoolExecutor pool;

    private Offload(String name, int threads, int mostWaiting) {
        this.name = name;
        this.mostWaiting = mostWaiting;
        this.pool = new ThreadPoolExecutor(
                threads, threads, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(mostWaiting), this::thread);
        pool.allowCoreThreadTimeOut(true);
    }

    /** How many tasks run at one time. */
    int threads() {
        return pool.getCorePoolSize();
    }

    /** How many tasks it takes, those that wait for a thread included. */
    int most() {
        return threads() + mostWaiting;
    }

    /** Runs a task elsewhere; false, and it never will, if too many are there already. */
    boolean run(Runnable task) {
        try {
            pool.execute(task);
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

    private Thread thread(Runnable task) {
        Thread thread = new Thread(task, name + number.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
