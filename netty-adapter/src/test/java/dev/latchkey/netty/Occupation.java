package dev.latchkey.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Work that keeps threads of the library until a test frees them. */
final class Occupation {
    private final CountDownLatch free = new CountDownLatch(1);
    private final Semaphore done = new Semaphore(0);
    private int given;

    /** Takes all threads, so that whatever comes now waits for one. */
    void ofThreads(Offload pool) {
        give(pool, pool.threads());
    }

    /** Takes all threads and every place to wait for one. */
    void ofAll(Offload pool) {
        give(pool, pool.most());
    }

    void free() {
        free.countDown();
    }

    /** Waits until the threads are free: the next test shares them, and must not find them taken. */
    void end() throws InterruptedException {
        free();
        assertThat(done.tryAcquire(given, 20, TimeUnit.SECONDS)).isTrue();
    }

    /** Once the work of earlier tests is done. */
    private void give(Offload pool, int count) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        for (int i = 0; i < count; i++) {
            while (!pool.run(this::work)) {
                assertThat(System.nanoTime()).as("pool still taken").isLessThan(deadline);
                Thread.onSpinWait();
            }
            given++;
        }
    }

    private void work() {
        try {
            free.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        done.release();
    }
}
