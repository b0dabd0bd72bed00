package dev.latchkey.quota;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class TimeSourceTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00.000000007Z");
    private static final long START_NANOS = 1_772_366_400_000_000_007L;

    private final AtomicReference<Instant> wall = new AtomicReference<>(START);
    private final AtomicLong elapsed =
            new AtomicLong(Long.MAX_VALUE - Duration.ofSeconds(5).toNanos());
    private final TimeSource time = TimeSource.neverDecreasing(wall::get, elapsed::get);

    private final Logger logger = (Logger) LoggerFactory.getLogger(TimeSource.class);
    private final ListAppender<ILoggingEvent> told = new ListAppender<>();

    @BeforeEach
    void listen() {
        told.start();
        logger.addAppender(told);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(told);
    }

    /** Both clocks move on, as they do; the elapsed time wraps around its range on the way, as it may. */
    private void pass(Duration time) {
        elapsed.addAndGet(time.toNanos());
        wall.updateAndGet(now -> now.plus(time));
    }

    private void setWallClock(Duration by) {
        wall.updateAndGet(now -> now.plus(by));
    }

    @Test
    void startsAtTheWallClock() {
        assertThat(time.epochNanos()).isEqualTo(START_NANOS);
    }

    @Test
    void runsWithElapsedTimeBetweenLooksAtTheWallClock() {
        elapsed.addAndGet(999_999_999);

        assertThat(time.epochNanos()).isEqualTo(START_NANOS + 999_999_999);
    }

    @Test
    void runsOnWhereElapsedTimeWrapsAround() {
        pass(Duration.ofSeconds(10));

        assertThat(time.epochNanos())
                .isEqualTo(START_NANOS + Duration.ofSeconds(10).toNanos());
    }

    @Test
    void aWallClockThatIsSetBackAnHourTakesNoTimeBack() {
        setWallClock(Duration.ofHours(-1));
        pass(Duration.ofSeconds(2));

        assertThat(time.epochNanos())
                .isEqualTo(START_NANOS + Duration.ofSeconds(2).toNanos());
    }

    @Test
    void timeNeverDecreasesWhateverTheWallClockDoes() {
        long last = time.epochNanos();
        for (int jump : new int[] {-3600, 1, -1, 7200, -86_400, 60, -60, 90_000, -100_000}) {
            setWallClock(Duration.ofSeconds(jump));
            pass(Duration.ofSeconds(1));
            long now = time.epochNanos();

            assertThat(now).as("after %d s", jump).isGreaterThanOrEqualTo(last);
            last = now;
        }
    }

    @Test
    void aWallClockThatJumpsForwardsIsFollowedWithinASecond() {
        setWallClock(Duration.ofHours(1));
        pass(Duration.ofSeconds(1));

        assertThat(time.epochNanos())
                .isEqualTo(START_NANOS + Duration.ofSeconds(3601).toNanos());
    }

    @Test
    void aWallClockThatComesBackForwardsIsNotAddedTwice() {
        setWallClock(Duration.ofHours(-1));
        pass(Duration.ofSeconds(1));
        time.epochNanos();
        setWallClock(Duration.ofHours(1));
        pass(Duration.ofSeconds(1));

        assertThat(time.epochNanos())
                .isEqualTo(START_NANOS + Duration.ofSeconds(2).toNanos());
    }

    @Test
    void aJumpOfMoreThanAMinuteIsToldOnce() {
        setWallClock(Duration.ofHours(-1));
        for (int second = 0; second < 10; second++) {
            pass(Duration.ofSeconds(1));
            time.epochNanos();
        }

        assertThat(told.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("The wall clock moved by -3600 s against elapsed time;"
                        + " keeping the later time until it catches up");
    }

    @Test
    void aJumpForwardsIsTold() {
        setWallClock(Duration.ofMinutes(2));
        pass(Duration.ofSeconds(1));
        time.epochNanos();

        assertThat(told.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("The wall clock moved by 120 s against elapsed time; following it");
    }

    @Test
    void aJumpOfAMinuteIsNotWorthAWarning() {
        setWallClock(Duration.ofMinutes(1));
        pass(Duration.ofSeconds(1));
        time.epochNanos();

        assertThat(told.list).isEmpty();
    }

    @Test
    void aThousandThreadsNeverSeeTimeRunBackwards() throws Exception {
        AtomicInteger jumps = new AtomicInteger();
        TimeSource restless = TimeSource.neverDecreasing(
                () -> Instant.now().plusSeconds(jumps.getAndIncrement() % 3 * 20L - 20),
                () -> System.nanoTime() * 1_000);
        AtomicLong latest = new AtomicLong(Long.MIN_VALUE);
        AtomicInteger backwards = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(1_000);
        Thread[] threads = new Thread[1_000];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> {
                for (int reading = 0; reading < 200; reading++) {
                    long before = latest.get();
                    long now = restless.epochNanos();
                    backwards.addAndGet(now < before ? 1 : 0);
                    latest.accumulateAndGet(now, Math::max);
                }
                done.countDown();
            });
            threads[i].start();
        }

        assertThat(done.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(backwards).hasValue(0);
    }

    @Test
    void theSystemsTimeIsTheWallClocks() {
        long before = Instant.now().getEpochSecond();
        long seconds = Math.floorDiv(TimeSource.system().epochNanos(), 1_000_000_000L);

        assertThat(seconds).isBetween(before - 5, Instant.now().getEpochSecond() + 5);
    }
}
