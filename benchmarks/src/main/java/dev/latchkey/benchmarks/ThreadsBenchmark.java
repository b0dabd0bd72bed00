package dev.latchkey.benchmarks;

import dev.latchkey.Admitted;
import dev.latchkey.Verdict;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** How many decisions one thread makes, and two: each with keys of its own, or both with the same one. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class ThreadsBenchmark {
    private static final int KEYS = 10_000;
    private static final int SHARE = KEYS / 2;

    /** Ten thousand keys with two limits. */
    @State(Scope.Benchmark)
    public static class Keys {
        private final Callers callers = new Callers(KEYS, TwoLimits.permits());
        private final AtomicInteger threads = new AtomicInteger();
    }

    /** The keys that one thread uses in turn: no other thread does. */
    @State(Scope.Thread)
    public static class Share {
        private int from;
        private int next;

        /** The first half of the keys for the first thread, the second for the second. */
        @Setup
        public void take(Keys keys) {
            this.from = keys.threads.getAndIncrement() % 2 * SHARE;
        }

        private int next() {
            int key = next;
            next = key + 1 == SHARE ? 0 : key + 1;
            return from + key;
        }
    }

    /** One thread asks who it is. */
    @Benchmark
    @Threads(1)
    public Verdict authenticateOneThread(Keys keys, Share share) {
        return keys.callers.authenticate(share.next());
    }

    /** Two threads ask who it is. */
    @Benchmark
    @Threads(2)
    public Verdict authenticateTwoThreads(Keys keys, Share share) {
        return keys.callers.authenticate(share.next());
    }

    /** One thread makes whole decisions. */
    @Benchmark
    @Threads(1)
    public Admitted twoLimitsOneThread(Keys keys, Share share) {
        return keys.callers.admit(share.next());
    }

    /** Two threads make whole decisions. */
    @Benchmark
    @Threads(2)
    public Admitted twoLimitsTwoThreads(Keys keys, Share share) {
        return keys.callers.admit(share.next());
    }

    /** One thread makes whole decisions about one key. */
    @Benchmark
    @Threads(1)
    public Admitted oneKeyOneThread(Keys keys) {
        return keys.callers.admit(0);
    }

    /** Two threads make whole decisions about one key. */
    @Benchmark
    @Threads(2)
    public Admitted oneKeyTwoThreads(Keys keys) {
        return keys.callers.admit(0);
    }
}
