package dev.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.latchkey.key.Eventually;
import dev.latchkey.profile.Profiles;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an operator sees of refusals: counts, and few lines. */
class RefusalTallyTest {
    private final AtomicInteger clockReadings = new AtomicInteger();
    private final TestClock clock = new TestClock();
    private final Queue<Runnable> minutes = new ArrayDeque<>();
    private final LogLines log = new LogLines(Level.INFO);
    private boolean timerFails;

    private final Authenticator gate = gate(Enforcement.ON);

    @AfterEach
    void stopListening() {
        log.close();
    }

    private Authenticator gate(Enforcement enforcement) {
        return Authenticator.builder(Profiles.standard())
                .keys(TestKeys.holding(TestKeys.K))
                .enforcement(enforcement)
                .time(() -> {
                    clockReadings.incrementAndGet();
                    return clock.epochNanos();
                })
                .aMinuteLater(this::later)
                .build();
    }

    private void later(Runnable task) {
        if (timerFails) {
            throw new RejectedExecutionException("no timer today");
        }
        minutes.add(task);
    }

    private void aMinutePasses() {
        int running = minutes.size();
        for (int i = 0; i < running; i++) {
            minutes.remove().run();
        }
    }

    private void refuse(int times) {
        for (int i = 0; i < times; i++) {
            gate.verify("unknown-" + i);
        }
    }

    private List<String> told() {
        return log.ofThisThread(Level.INFO);
    }

    @Test
    void refusalsAreCountedByReason() {
        refuse(3);
        gate.verify("");
        gate.verify(TestKeys.K);
        assertThat(gate.refusals()).isEqualTo(Map.of(Reason.UNKNOWN_KEY, 3L, Reason.NO_CREDENTIAL, 1L));
    }

    @Test
    void theFirstRefusalIsToldAtOnceAndTheRestOfAFloodWhenTheMinuteIsOver() {
        refuse(100_000);
        assertThat(told()).containsExactly("INFO Refused: {UNKNOWN_KEY=1}");
        aMinutePasses();
        assertThat(told())
                .containsExactly("INFO Refused: {UNKNOWN_KEY=1}", "INFO Refused within a minute: {UNKNOWN_KEY=99999}");
    }

    @Test
    void aFloodThatLastsIsALineAMinute() {
        for (int minute = 0; minute < 3; minute++) {
            refuse(10);
            aMinutePasses();
        }
        assertThat(told())
                .containsExactly(
                        "INFO Refused: {UNKNOWN_KEY=1}",
                        "INFO Refused within a minute: {UNKNOWN_KEY=9}",
                        "INFO Refused within a minute: {UNKNOWN_KEY=10}",
                        "INFO Refused within a minute: {UNKNOWN_KEY=10}");
    }

    @Test
    void onlyTheReasonsOfThatMinuteAreTold() {
        refuse(10);
        aMinutePasses();
        gate.verify("");
        gate.verify("not a key");
        aMinutePasses();
        assertThat(told().get(2)).isEqualTo("INFO Refused within a minute: {NO_CREDENTIAL=1, BAD_CHARACTERS=1}");
    }

    @Test
    void aMinuteWithoutRefusalsIsSilentAndNothingWaitsForAnother() {
        refuse(1);
        aMinutePasses();
        assertThat(told()).hasSize(1);
        assertThat(minutes).isEmpty();
    }

    @Test
    void theFirstRefusalAfterQuietIsToldAtOnceAgain() {
        refuse(2);
        aMinutePasses();
        aMinutePasses();
        refuse(5);
        assertThat(told()).hasSize(3).last().isEqualTo("INFO Refused: {UNKNOWN_KEY=1}");
    }

    @Test
    void nothingWaitsWhileNothingIsRefused() {
        gate.verify(TestKeys.K);
        assertThat(minutes).isEmpty();
        assertThat(told()).isEmpty();
    }

    @Test
    void aMinuteThatRunsKeepsNoAuthenticatorInMemory() {
        WeakReference<Authenticator> discarded = discardedAfterARefusal();
        Eventually.await("it was collected", () -> {
            System.gc();
            return discarded.get() == null;
        });
        assertThat(minutes).hasSize(1);
    }

    private WeakReference<Authenticator> discardedAfterARefusal() {
        Authenticator discarded = gate(Enforcement.ON);
        discarded.verify("unknown");
        return new WeakReference<>(discarded);
    }

    @Test
    void whatIsOnlyObservedIsToldApart() {
        Authenticator observing = gate(Enforcement.OBSERVE);
        observing.authenticate(TestRequest.bearing("unknown"));
        observing.authenticate(TestRequest.bearing("unknown"));
        aMinutePasses();
        assertThat(told())
                .contains(
                        "INFO Would have refused: {UNKNOWN_KEY=1}",
                        "INFO Would have refused within a minute: {UNKNOWN_KEY=1}");
    }

    @Test
    void anUnknownKeyIsRefusedWithoutAReadingOfTheClock() {
        int before = clockReadings.get();
        refuse(10);
        assertThat(clockReadings).hasValue(before);
    }

    @Test
    void whatATimerThatFailedDidNotTellIsToldOnceItWorks() {
        timerFails = true;
        refuse(3);
        timerFails = false;
        refuse(1);
        assertThat(told())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("WARN Counting a refusal failed with "
                                        + "java.util.concurrent.RejectedExecutionException at "),
                        line -> assertThat(line).isEqualTo("INFO Refused: {UNKNOWN_KEY=4}"));
    }

    @Test
    void aTimerThatFailsInTheMidstOfAFloodLosesNoRefusal() {
        refuse(3);
        timerFails = true;
        aMinutePasses();
        timerFails = false;
        refuse(1);
        assertThat(told())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("INFO Refused: {UNKNOWN_KEY=1}"),
                        line -> assertThat(line).startsWith("WARN Summing up refusals failed with "),
                        line -> assertThat(line).isEqualTo("INFO Refused: {UNKNOWN_KEY=3}"));
    }

    @Test
    void atDebugEachRefusalIsNamed() {
        try (LogLines all = new LogLines(Level.DEBUG)) {
            refuse(2);
            assertThat(all.ofThisThread(Level.DEBUG))
                    .filteredOn(line -> line.startsWith("DEBUG Refused: "))
                    .hasSize(2)
                    .allMatch(line -> line.contains("UNKNOWN_KEY"));
        }
    }

    @Test
    void aFloodOfFailuresIsOneLineOfEachKind() {
        TestSource source = new TestSource(clock, TestKeys.holding("any").table());
        Authenticator failing = Authenticator.builder(Profiles.standard())
                .keys(source)
                .time(clock)
                .aMinuteLater(minutes::add)
                .build();
        source.lose();
        for (int i = 0; i < 1_000; i++) {
            failing.verify(TestKeys.K);
        }
        assertThat(told())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("WARN Deciding failed with java.lang.IllegalStateException at ")
                                .endsWith("; 1 failure(s) since the last such line"),
                        line -> assertThat(line).isEqualTo("INFO Refused: {UNAVAILABLE=1}"));
    }

    @Test
    void switchingOffIsSaidOnceAndNotWithEveryRequest() {
        Authenticator off = gate(Enforcement.OFF);
        off.authenticate(TestRequest.get("/v1/x"));
        off.authenticate(TestRequest.get("/v1/x"));
        assertThat(told())
                .containsExactly("WARN Authentication is OFF: every request passes, no credential is looked at");
    }
}
