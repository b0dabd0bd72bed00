package dev.latchkey.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Some threads that do the same at once. */
final class Race {
    private static final long LONGEST_SECONDS = 120;

    private final ExecutorService threads;
    private final List<Future<?>> results = new ArrayList<>();

    /** What one of them does, by its number from 0 on. */
    @FunctionalInterface
    interface Runner {
        void run(int number) throws Exception;
    }

    private Race(int runners) {
        this.threads = Executors.newFixedThreadPool(runners);
    }

    /** So many of them, started. */
    static Race of(int runners, Runner runner) {
        Race race = new Race(runners);
        CyclicBarrier start = new CyclicBarrier(runners);
        for (int i = 0; i < runners; i++) {
            int number = i;
            race.results.add(race.threads.submit(() -> {
                start.await();
                runner.run(number);
                return null;
            }));
        }
        race.threads.shutdown();
        return race;
    }

    /** Whether one of them is still on its way. */
    boolean isOn() {
        return results.stream().anyMatch(result -> !result.isDone());
    }

    /** Waits for all of them; what one of them throws is thrown. */
    void end() throws InterruptedException {
        try {
            for (Future<?> result : results) {
                result.get(LONGEST_SECONDS, TimeUnit.SECONDS);
            }
        } catch (ExecutionException e) {
            throw new AssertionError("one of the threads failed", e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("not done within " + LONGEST_SECONDS + " s", e);
        } finally {
            threads.shutdownNow();
        }
    }
}
