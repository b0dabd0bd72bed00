package dev.latchkey.benchmarks;

import dev.latchkey.Admission;
import dev.latchkey.Admitted;
import dev.latchkey.Verdict;
import dev.latchkey.key.KeyPermits;
import dev.latchkey.quota.TimeSource;
import java.util.concurrent.TimeUnit;
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

/** From header to admission with two limits and a budget. Ten thousand keys come up in turn, their records in no order. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class AuthorizeBenchmark {
    private static final int KEYS = 10_000;

    /** All come up in turn. */
    @State(Scope.Thread)
    public static class Turn {
        private int next;

        private int next() {
            int key = next;
            next = key + 1 == KEYS ? 0 : key + 1;
            return key;
        }
    }

    /** The floor. */
    @State(Scope.Thread)
    public static class Floor {
        private final BareSha256 sha256 = new BareSha256(MadeUpKeys.first(KEYS));
    }

    /** The clock. */
    @State(Scope.Benchmark)
    public static class Clock {
        private final TimeSource time = TimeSource.system();
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

    /** Keys whose limit is used up. */
    @State(Scope.Benchmark)
    public static class UsedUp {
        private final Callers callers = new Callers(KEYS, TwoLimits.oneCallADay());

        /** Checks that they are. */
        @Setup
        public void check() {
            Checked.that(!(callers.decide(0) instanceof Admitted), "the second call of a day is refused");
        }
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
    public byte[] bareSha256(Floor floor, Turn turn) {
        return floor.sha256.hash(turn.next());
    }

    /** One reading of the clock: what nobody who counts by time can avoid. */
    @Benchmark
    public long clock(Clock clock) {
        return clock.time.epochNanos();
    }

    /** Who is it? */
    @Benchmark
    public Verdict authenticate(Unlimited keys, Turn turn) {
        return keys.callers.authenticate(turn.next());
    }

    /** The whole decision where nothing is limited. */
    @Benchmark
    public Admitted noLimits(Unlimited keys, Turn turn) {
        return keys.callers.admit(turn.next());
    }

    /** The whole decision with two limits. */
    @Benchmark
    public Admitted twoLimits(Limited keys, Turn turn) {
        return keys.callers.admit(turn.next());
    }

    /** The whole decision where it is no, because a limit is used up. */
    @Benchmark
    public Admission limitUsedUp(UsedUp keys, Turn turn) {
        return keys.callers.decide(turn.next());
    }

    /** The whole decision with two limits and a budget. */
    @Benchmark
    @OperationsPerInvocation(KEYS)
    public Admitted[] twoLimitsAndBudget(InFlight keys) {
        for (int i = 0; i < KEYS; i++) {
            keys.calls[i] = keys.callers.admit(i);
        }
        return keys.calls;
    }

    /** The whole decision with two limits and a budget, and what comes after the call. */
    @Benchmark
    public boolean twoLimitsAndBudgetSettled(Paying keys, Turn turn) {
        return keys.callers.admit(turn.next()).reservation().settle(Callers.COST);
    }
}
