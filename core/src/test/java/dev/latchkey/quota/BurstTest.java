package dev.latchkey.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The worst burst that each algorithm's Javadoc states, against every call remembered. */
class BurstTest {
    private static final int CALLS = 20_000;
    private static final long MINUTE = 60_000_000_000L;
    private static final long[] SPEEDS = {1, 1_000, 1_000_000, 100_000_000, 700_000_000, 2_000_000_000, MINUTE};

    private record Call(long at, long cost) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 64, 65, 200, 1_000})
    void noSlidingWindowEverAdmitsMoreThanItsPermits(long permits) {
        assertThat(worstWindow(admitted(RateLimit.of(permits, RateWindow.MINUTE), permits)))
                .isLessThanOrEqualTo(permits);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 64})
    void aSlidingWindowOfUpTo64PermitsDecidesAsThePlainLog(long permits) {
        decidesAsThePlainLog(RateLimit.of(permits, RateWindow.MINUTE));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 200, 1_000})
    void anExactLogDecidesAsThePlainLog(long permits) {
        decidesAsThePlainLog(RateLimit.of(permits, RateWindow.MINUTE, RateAlgorithm.LOG));
    }

    @ParameterizedTest
    @ValueSource(longs = {65, 200, 1_000})
    void aLargeSlidingWindowIsAtMostOneSixtyFourthLate(long permits) {
        SplittableRandom random = new SplittableRandom(permits);
        Meter meter = Meter.of(RateLimit.of(permits, RateWindow.MINUTE));
        PlainLog late = new PlainLog(permits, MINUTE + MINUTE / 64);
        long now = At.nanos(java.time.Instant.parse("2026-03-01T00:00:00Z"));
        for (int call = 0; call < CALLS; call++) {
            now += gap(random);
            assertThat(meter.remaining(now)).as("call %d", call).isGreaterThanOrEqualTo(late.remaining(now));
            if (meter.remaining(now) > 0) {
                meter.take(1, now);
                late.take(1, now);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7})
    void aCalendarWindowAdmitsItsPermitsAndTwiceThatAcrossABoundary(long permits) {
        List<Call> calls = admitted(RateLimit.of(permits, RateWindow.MINUTE, RateAlgorithm.CALENDAR), permits);
        assertThat(worstWindow(calls)).isGreaterThan(permits).isLessThanOrEqualTo(2 * permits);
        calls.stream()
                .collect(java.util.stream.Collectors.groupingBy(
                        call -> call.at / MINUTE, java.util.stream.Collectors.summingLong(Call::cost)))
                .values()
                .forEach(used -> assertThat(used).isLessThanOrEqualTo(permits));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 20, 61})
    void aBucketAdmitsItsCapacityAndWhatWasRefilled(long refill) {
        long capacity = 10;
        List<Call> calls = admitted(RateLimit.bucket(capacity, refill, RateWindow.MINUTE), refill);
        for (int from = 0; from < calls.size(); from += 7) {
            long used = 0;
            for (int to = from; to < Math.min(calls.size(), from + 300); to++) {
                used += calls.get(to).cost;
                long elapsed = calls.get(to).at - calls.get(from).at;
                assertThat(used).isLessThanOrEqualTo(capacity + Math.floorDiv(elapsed * refill, MINUTE));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCallThatWaitsAsToldIsAdmittedAndOneNanosecondEarlierIsNot(RateAlgorithm algorithm) {
        RateLimit limit = RateLimit.of(100, RateWindow.MINUTE, algorithm);
        SplittableRandom random = new SplittableRandom(5);
        Meter meter = Meter.of(limit);
        long now = 1_790_000_000_000_000_000L;
        int refused = 0;
        for (int call = 0; call < CALLS; call++) {
            now += gap(random);
            long cost = 1 + random.nextLong(limit.permits());
            LimitState state = meter.state(AccountKind.KEY, cost, now);
            if (state.retryAfter() > 0) {
                refused++;
                assertThat(state.retryAfter()).isLessThanOrEqualTo(MINUTE);
                assertThat(meter.remaining(now + state.retryAfter() - 1)).isLessThan(cost);
                now += state.retryAfter();
            }
            assertThat(meter.remaining(now)).isGreaterThanOrEqualTo(cost);
            meter.take(cost, now);
        }
        assertThat(refused).isPositive();
    }

    private static void decidesAsThePlainLog(RateLimit limit) {
        SplittableRandom random = new SplittableRandom(limit.permits());
        Meter meter = Meter.of(limit);
        PlainLog plain = new PlainLog(limit.permits(), MINUTE);
        long now = 1_790_000_000_000_000_000L;
        for (int call = 0; call < CALLS; call++) {
            now += gap(random);
            assertThat(meter.remaining(now)).as("call %d", call).isEqualTo(plain.remaining(now));
            if (meter.remaining(now) > 0) {
                long cost = 1 + random.nextLong(meter.remaining(now));
                meter.take(cost, now);
                plain.take(cost, now);
            }
        }
    }

    /** Calls at random speeds, each tried with a random cost. */
    private static List<Call> admitted(RateLimit limit, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Meter meter = Meter.of(limit);
        List<Call> admitted = new ArrayList<>();
        long now = 1_790_000_000_000_000_000L;
        for (int call = 0; call < CALLS; call++) {
            now += gap(random);
            long cost = 1 + random.nextLong(3);
            if (cost <= meter.remaining(now)) {
                meter.take(cost, now);
                admitted.add(new Call(now, cost));
            }
        }
        assertThat(admitted).isNotEmpty();
        return admitted;
    }

    private static long gap(SplittableRandom random) {
        return random.nextLong(SPEEDS[random.nextInt(SPEEDS.length)]);
    }

    /** The most permits that any window of a minute saw. */
    private static long worstWindow(List<Call> calls) {
        PlainLog plain = new PlainLog(0, MINUTE);
        long worst = 0;
        for (Call call : calls) {
            plain.forget(call.at);
            plain.take(call.cost, call.at);
            worst = Math.max(worst, plain.used);
        }
        return worst;
    }

    /** Every call of the last window, and nothing clever. */
    private static final class PlainLog {
        private final long permits;
        private final long window;
        private final Deque<Call> calls = new ArrayDeque<>();
        private long used;

        PlainLog(long permits, long window) {
            this.permits = permits;
            this.window = window;
        }

        long remaining(long now) {
            forget(now);
            return permits - used;
        }

        void take(long cost, long now) {
            calls.add(new Call(now, cost));
            used += cost;
        }

        void forget(long now) {
            while (!calls.isEmpty() && calls.getFirst().at + window <= now) {
                used -= calls.removeFirst().cost;
            }
        }
    }
}
