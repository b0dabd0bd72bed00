package dev.latchkey.benchmarks;

import dev.latchkey.Admitted;
import dev.latchkey.Verdict;
import dev.latchkey.key.KeyPermits;
import io.github.bucket4j.Bucket;
import java.security.DigestException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From header to admission with two limits and a budget, beside Bucket4j, which does two limits and nothing else, in the
 * same run. Ten thousand keys come up in turn, and ten thousand buckets.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class AuthorizeBenchmark {
    private static final int KEYS = 10_000;

    /** All come up in turn, in an order that no memory is laid out in: as they would from many clients. */
    @State(Scope.Thread)
    public static class Turn {
        private final int[] order = shuffled();
        private int next;

        private int next() {
            int index = next;
            next = index + 1 == KEYS ? 0 : index + 1;
            return order[index];
        }
    }

    /** The floor. */
    @State(Scope.Thread)
    public static class Floor {
        private final BareSha256 sha256 = new BareSha256(new KeySet(KEYS).keys);
    }

    /** Bucket4j's buckets. */
    @State(Scope.Benchmark)
    public static class Buckets {
        private final String[] keys = new KeySet(KEYS).keys.toArray(String[]::new);
        private final Bucket[] buckets =
                Stream.generate(TwoLimits::bucket).limit(KEYS).toArray(Bucket[]::new);
        private final Map<String, Bucket> byKey = new ConcurrentHashMap<>();

        /** Notes whose each bucket is. */
        @Setup
        public void file() {
            for (int i = 0; i < KEYS; i++) {
                byKey.put(keys[i], buckets[i]);
            }
        }
    }

    /** Keys that nothing limits. */
    @State(Scope.Benchmark)
    public static class Unlimited {
        private final Callers callers = new Callers(KEYS, KeyPermits.unlimited());
    }

    /** Keys with two limits. */
    @State(Scope.Benchmark)
    public static class Limited {
        private final Callers callers = new Callers(KEYS, TwoLimits.permits());
    }

    /** Keys with two limits and a budget. */
    @State(Scope.Benchmark)
    public static class Paying {
        private final Callers callers = new Callers(KEYS, TwoLimits.permitsAndBudget());
    }

    /** Keys with two limits and a budget, each with one call in flight at the end of an invocation. */
    @State(Scope.Benchmark)
    public static class InFlight {
        private final Callers callers = new Callers(KEYS, TwoLimits.permitsAndBudget());
        private final int[] order = shuffled();
        private final Admitted[] calls = new Admitted[KEYS];

        /** Takes the calls out of flight, so that holds do not pile up; not measured. */
        @Setup(Level.Iteration)
        @TearDown(Level.Invocation)
        public void settle() {
            for (int i = 0; i < KEYS; i++) {
                if (calls[i] != null) {
                    calls[i].reservation().settle(Callers.COST);
                }
            }
        }
    }

    /** What nobody who stores digests can avoid. */
    @Benchmark
    public byte[] bareSha256(Floor floor, Turn turn) throws DigestException {
        return floor.sha256.hash(turn.next());
    }

    /** Bucket4j: two bandwidths, and nobody asks whose they are. */
    @Benchmark
    public boolean bucket4j(Buckets buckets, Turn turn) {
        return buckets.buckets[turn.next()].tryConsume(1);
    }

    /** Bucket4j: two bandwidths, and their bucket is looked up by the key's text. */
    @Benchmark
    public boolean bucket4jByKey(Buckets buckets, Turn turn) {
        Bucket bucket = buckets.byKey.get(buckets.keys[turn.next()]);
        return bucket != null && bucket.tryConsume(1);
    }

    /** Who is it? */
    @Benchmark
    public Verdict authenticate(Unlimited keys, Turn turn) {
        return keys.callers.authenticate(turn.next());
    }

    /** The whole decision with two limits. */
    @Benchmark
    public Admitted twoLimits(Limited keys, Turn turn) {
        return keys.callers.admit(turn.next());
    }

    /** The whole decision with two limits and a budget. */
    @Benchmark
    @OperationsPerInvocation(KEYS)
    public Admitted[] twoLimitsAndBudget(InFlight keys) {
        for (int i = 0; i < KEYS; i++) {
            keys.calls[i] = keys.callers.admit(keys.order[i]);
        }
        return keys.calls;
    }

    /** The whole decision with two limits and a budget, and what comes after the call. */
    @Benchmark
    public boolean twoLimitsAndBudgetSettled(Paying keys, Turn turn) {
        return keys.callers.admit(turn.next()).reservation().settle(Callers.COST);
    }

    private static int[] shuffled() {
        List<Integer> order = new ArrayList<>(IntStream.range(0, KEYS).boxed().toList());
        Collections.shuffle(order, new Random(42));
        return order.stream().mapToInt(Integer::intValue).toArray();
    }
}
