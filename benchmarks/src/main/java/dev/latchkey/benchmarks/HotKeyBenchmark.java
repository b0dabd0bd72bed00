package dev.latchkey.benchmarks;

import dev.latchkey.Admitted;
import dev.latchkey.Granted;
import io.github.bucket4j.Bucket;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** One key that two threads use as fast as they can, and one bucket. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
@Threads(2)
public class HotKeyBenchmark {
    private final Callers callers = new Callers(1, TwoLimits.permits());
    private final Granted who = (Granted) callers.authenticate(0);
    private final Bucket bucket = TwoLimits.bucket();
    private final Bucket bucketOfAMinute = TwoLimits.bucketOfAMinute();

    /** Bucket4j: one bandwidth. */
    @Benchmark
    public boolean bucket4jOneBandwidth() {
        return bucketOfAMinute.tryConsume(1);
    }

    /** Bucket4j: two bandwidths. */
    @Benchmark
    public boolean bucket4jTwoBandwidths() {
        return bucket.tryConsume(1);
    }

    /** Ours: may they, with two limits. */
    @Benchmark
    public Admitted authorizeTwoLimits() {
        return callers.authorize(who, 0);
    }

    /** Ours: who is it, and may they, with two limits. */
    @Benchmark
    public Admitted decideTwoLimits() {
        return callers.admit(0);
    }
}
