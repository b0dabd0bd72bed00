package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class Argon2idSaturationTest {
    private static final ApiKey GOOD = ApiKey.parse("first-secret");
    private static final Duration LONG = Duration.ofMinutes(1);

    private final HeldList hashes = new HeldList(Argon2idTrialsTest.hashOf(GOOD));
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        hashes.release.countDown();
        threads.shutdownNow();
    }

    @Test
    void whileOneComputesFourWaitAndTheFifthIsTurnedAwayAtOnce() throws Exception {
        Argon2idTrials trials = new Argon2idTrials(System::nanoTime, LONG);
        CompletionService<Trial> callers = new ExecutorCompletionService<>(threads);
        for (int i = 0; i < 6; i++) {
            callers.submit(() -> trials.attempt(hashes, GOOD));
        }

        assertThat(next(callers)).isEqualTo(Trial.SATURATED);
        hashes.release.countDown();
        for (int i = 0; i < 5; i++) {
            assertThat(next(callers)).isEqualTo(Trial.matched(0));
        }
    }

    private static Trial next(CompletionService<Trial> callers) throws Exception {
        Future<Trial> next = callers.poll(1, TimeUnit.MINUTES);
        assertThat(next).as("an answer within a minute").isNotNull();
        return next.get();
    }

    @Test
    void whoeverWaitsTooLongIsTurnedAway() throws Exception {
        Argon2idTrials trials = new Argon2idTrials(System::nanoTime, Duration.ofMillis(1));
        List<Future<Trial>> computing = submit(trials, 1);
        awaitSoon(hashes.entered);

        assertThat(trials.attempt(hashes, ApiKey.parse("late"))).isEqualTo(Trial.SATURATED);
        hashes.release.countDown();
        assertThat(countMatched(computing)).isEqualTo(1);
    }

    @Test
    void trialsBesidesTheseTakeTurnsWithThem() throws Exception {
        Argon2idTrials trials = new Argon2idTrials(System::nanoTime, Duration.ofMillis(1));
        List<Future<Trial>> computing = submit(trials, 1);
        awaitSoon(hashes.entered);

        assertThat(trials.besides().attempt(List.of(hashes.hash), GOOD)).isEqualTo(Trial.SATURATED);
        hashes.release.countDown();
        assertThat(countMatched(computing)).isEqualTo(1);
    }

    @Test
    void whatIsRememberedIsAnsweredWhileAnotherComputes() throws Exception {
        Argon2idTrials trials = new Argon2idTrials(System::nanoTime, LONG);
        hashes.release.countDown();
        trials.attempt(hashes, GOOD);
        hashes.hold();
        Future<Trial> computing = threads.submit(() -> trials.attempt(hashes, ApiKey.parse("a-stranger")));
        awaitSoon(hashes.entered);

        assertThat(trials.attempt(hashes, GOOD)).isEqualTo(Trial.matched(0));
        hashes.release.countDown();
        assertThat(computing.get(1, TimeUnit.MINUTES)).isEqualTo(Trial.NO_MATCH);
    }

    @Test
    void oneKeyFromFiveCallersIsComputedOnce() throws Exception {
        Argon2idTrials trials = new Argon2idTrials(System::nanoTime, LONG);
        List<Future<Trial>> callers = submit(trials, 5);
        awaitSoon(hashes.entered);
        hashes.release.countDown();

        assertThat(countMatched(callers)).isEqualTo(5);
        assertThat(hashes.computations).hasValue(1);
    }

    /** Each trial asks for two hashes; were two trials to overlap, their askers would not stand in pairs. */
    @Test
    void neverTwoComputeAtOnce() throws Exception {
        Argon2idTrials trials = new Argon2idTrials(System::nanoTime, LONG);
        List<Thread> askers = Collections.synchronizedList(new ArrayList<>());
        List<Argon2idHash> watched = watched(askers, hashes.hash);
        List<Future<Trial>> callers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ApiKey stranger = ApiKey.parse("stranger-" + i);
            callers.add(threads.submit(() -> trials.attempt(watched, stranger)));
        }

        for (Future<Trial> caller : callers) {
            assertThat(caller.get(1, TimeUnit.MINUTES)).isEqualTo(Trial.NO_MATCH);
        }
        for (int i = 0; i < 10; i += 2) {
            assertThat(askers.get(i + 1)).isSameAs(askers.get(i));
        }
    }

    private static List<Argon2idHash> watched(List<Thread> askers, Argon2idHash hash) {
        return new AbstractList<>() {
            @Override
            public Argon2idHash get(int index) {
                askers.add(Thread.currentThread());
                return hash;
            }

            @Override
            public int size() {
                return 2;
            }
        };
    }

    private List<Future<Trial>> submit(Argon2idTrials trials, int callers) {
        List<Future<Trial>> futures = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            futures.add(threads.submit(() -> trials.attempt(hashes, GOOD)));
        }
        return futures;
    }

    private static int countMatched(List<Future<Trial>> futures) throws Exception {
        int matched = 0;
        for (Future<Trial> future : futures) {
            matched += future.get(1, TimeUnit.MINUTES).kind() == Trial.Kind.MATCHED ? 1 : 0;
        }
        return matched;
    }

    private static void awaitSoon(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).as("within a minute").isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError("the test was over", e);
        }
    }

    /** A list whose hash is handed out only after it was released: a computation that lasts as long as a test wants. */
    private static final class HeldList extends AbstractList<Argon2idHash> {
        volatile CountDownLatch entered = new CountDownLatch(1);
        volatile CountDownLatch release = new CountDownLatch(1);
        final AtomicInteger computations = new AtomicInteger();
        private final Argon2idHash hash;

        HeldList(Argon2idHash hash) {
            this.hash = hash;
        }

        void hold() {
            entered = new CountDownLatch(1);
            release = new CountDownLatch(1);
        }

        @Override
        public Argon2idHash get(int index) {
            computations.incrementAndGet();
            entered.countDown();
            awaitSoon(release);
            return hash;
        }

        @Override
        public int size() {
            return 1;
        }
    }
}
