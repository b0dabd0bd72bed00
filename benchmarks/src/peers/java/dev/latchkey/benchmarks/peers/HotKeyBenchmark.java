package dev.latchkey.benchmarks.peers;

import dev.latchkey.Admission;
import dev.latchkey.Admitted;
import dev.latchkey.Granted;
import dev.latchkey.benchmarks.Callers;
import dev.latchkey.benchmarks.TwoLimits;
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
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
@Threads(2)
public class HotKeyBenchmark {
    private final Callers callers = new Callers(1, TwoLimits.permits());
    private final Granted who = (Granted) callers.authenticate(0);
    private final Bucket bucket = Buckets.ofMinuteAndDay();
    private final Bucket bucketOfAMinute = Buckets.ofMinute();

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
    public Admission authorizeTwoLimits() {
        return callers.authorize(who, 0);
    }

    /** Ours: who is it, and may they, with two limits. */
    @Benchmark
    public Admitted decideTwoLimits() {
        return callers.admit(0);
    }
}
