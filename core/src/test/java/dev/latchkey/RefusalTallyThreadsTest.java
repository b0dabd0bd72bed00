package dev.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.latchkey.key.Eventually;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Refusals by many threads, told by the JDK's timer in minutes that take no time: the lines add up. */
class RefusalTallyThreadsTest {
    private static final Pattern TOLD = Pattern.compile("INFO Stormed(?: within a minute)?: \\{UNKNOWN_KEY=(\\d+)}");
    private static final int THREADS = 4;
    private static final int EACH = 50_000;
    private static final Denied UNKNOWN = Denied.of(Reason.UNKNOWN_KEY);

    private static void storm(RefusalTally tally) {
        for (int i = 0; i < EACH; i++) {
            tally.add(UNKNOWN);
        }
    }

    private static long told(LogLines log) {
        return log.from(Level.INFO).stream()
                .map(TOLD::matcher)
                .filter(Matcher::matches)
                .mapToLong(line -> Long.parseLong(line.group(1)))
                .sum();
    }

    @Test
    void everyRefusalIsToldOnceAndTheLastOnesNeedNoOtherToFollow() {
        Executor soon = CompletableFuture.delayedExecutor(100, TimeUnit.MICROSECONDS);
        RefusalTally tally = new RefusalTally("Stormed", new FailureLog(new TestClock()), soon);
        try (LogLines log = new LogLines(Level.INFO)) {
            List<CompletableFuture<Void>> storms = Stream.generate(() -> CompletableFuture.runAsync(() -> storm(tally)))
                    .limit(THREADS)
                    .toList();
            storms.forEach(CompletableFuture::join);
            Eventually.await("every refusal was told", () -> told(log) >= THREADS * EACH);
            assertThat(told(log)).isEqualTo(THREADS * EACH);
            assertThat(tally.counts()).isEqualTo(Map.of(Reason.UNKNOWN_KEY, (long) THREADS * EACH));
        }
    }
}
