package dev.latchkey.benchmarks.peers;

import com.google.common.util.concurrent.RateLimiter;
import dev.latchkey.Admission;
import dev.latchkey.Granted;
import dev.latchkey.benchmarks.Callers;
import dev.latchkey.benchmarks.Checked;
import dev.latchkey.benchmarks.TwoLimits;
import dev.latchkey.key.KeyPermits;
import io.github.bucket4j.Bucket;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The limits of ten thousand callers who are known already, one thread asking for each in turn. Ours is the whole of
 * {@code authorize}, with the rules of the key; the others count and know nothing else.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class LimitsBenchmark {
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

    /** Ours. */
    @State(Scope.Benchmark)
    public static class Limited {
        private final Callers callers = new Callers(KEYS, TwoLimits.permits());
        private final Granted[] who = granted(callers);
    }

    /** Ours where there is nothing to count. */
    @State(Scope.Benchmark)
    public static class Unlimited {
        private final Callers callers = new Callers(KEYS, KeyPermits.unlimited());
        private final Granted[] who = granted(callers);
    }

    /** Bucket4j's. */
    @State(Scope.Benchmark)
    public static class Bucket4j {
        private final Bucket[] one = each(Buckets::ofMinute).toArray(Bucket[]::new);
        private final Bucket[] two = each(Buckets::ofMinuteAndDay).toArray(Bucket[]::new);

        /** Sees that they count. */
        public Bucket4j() {
            Checked.that(
                    two[0].tryConsume(1) && two[0].getAvailableTokens() < TwoLimits.A_MINUTE, "a bucket that counts");
        }
    }

    /** Resilience4j's. */
    @State(Scope.Benchmark)
    public static class Resilience4j {
        private final io.github.resilience4j.ratelimiter.RateLimiter[] minute = limiters(Duration.ofMinutes(1));
        private final io.github.resilience4j.ratelimiter.RateLimiter[] day = limiters(Duration.ofDays(1));

        /** Sees that they count. */
        public Resilience4j() {
            Checked.that(
                    minute[0].acquirePermission()
                            && minute[0].getMetrics().getAvailablePermissions() == Integer.MAX_VALUE - 1,
                    "a limiter that counts");
        }

        private static io.github.resilience4j.ratelimiter.RateLimiter[] limiters(Duration window) {
            RateLimiterConfig config = RateLimiterConfig.custom()
                    .limitForPeriod(Integer.MAX_VALUE)
                    .limitRefreshPeriod(window)
                    .timeoutDuration(Duration.ZERO)
                    .build();
            return each(() -> io.github.resilience4j.ratelimiter.RateLimiter.of("key", config))
                    .toArray(io.github.resilience4j.ratelimiter.RateLimiter[]::new);
        }
    }

    /** Guava's, which knows a rate and no windows. */
    @State(Scope.Benchmark)
    public static class Guava {
        private final RateLimiter[] limiters =
                each(() -> RateLimiter.create(TwoLimits.A_MINUTE / 60.0)).toArray(RateLimiter[]::new);

        /** Sees that they let calls through. */
        public Guava() {
            Checked.that(limiters[0].tryAcquire(), "a limiter with a permit left");
        }
    }

    /** Ours: may they, with nothing to count. */
    @Benchmark
    public Admission authorizeWithoutLimits(Unlimited keys, Turn turn) {
        int key = turn.next();
        return keys.callers.authorize(keys.who[key], key);
    }

    /** Ours: may they, with two limits. */
    @Benchmark
    public Admission authorizeTwoLimits(Limited keys, Turn turn) {
        int key = turn.next();
        return keys.callers.authorize(keys.who[key], key);
    }

    /** Bucket4j: one bandwidth. */
    @Benchmark
    public boolean bucket4jOneBandwidth(Bucket4j buckets, Turn turn) {
        return buckets.one[turn.next()].tryConsume(1);
    }

    /** Bucket4j: two bandwidths. */
    @Benchmark
    public boolean bucket4jTwoBandwidths(Bucket4j buckets, Turn turn) {
        return buckets.two[turn.next()].tryConsume(1);
    }

    /** Resilience4j: one window. */
    @Benchmark
    public boolean resilience4jOneWindow(Resilience4j limiters, Turn turn) {
        return limiters.minute[turn.next()].acquirePermission();
    }

    /** Resilience4j: two windows are two limiters, and what the first has taken it keeps if the second refuses. */
    @Benchmark
    public boolean resilience4jTwoWindows(Resilience4j limiters, Turn turn) {
        int key = turn.next();
        return limiters.minute[key].acquirePermission() && limiters.day[key].acquirePermission();
    }

    /** Guava: one rate. */
    @Benchmark
    public boolean guavaOneRate(Guava guava, Turn turn) {
        return guava.limiters[turn.next()].tryAcquire();
    }

    private static Granted[] granted(Callers callers) {
        Granted[] who = new Granted[KEYS];
        for (int key = 0; key < KEYS; key++) {
            who[key] = (Granted) callers.authenticate(key);
        }
        return who;
    }

    private static <T> Stream<T> each(Supplier<T> limiter) {
        return Stream.generate(limiter).limit(KEYS);
    }
}
