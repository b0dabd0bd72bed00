package dev.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.latchkey.profile.Profiles;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an operator sees of refusals: counts, and few lines. */
class RefusalTallyTest {
    private final TestClock clock = new TestClock();
    private final Authenticator gate = Authenticator.builder(Profiles.standard())
            .keys(TestKeys.holding(TestKeys.K))
            .time(clock)
            .build();

    private void refuse(int times) {
        for (int i = 0; i < times; i++) {
            gate.verify("unknown-" + i);
        }
    }

    @Test
    void refusalsAreCountedByReason() {
        refuse(3);
        gate.verify("");
        gate.verify(TestKeys.K);
        assertThat(gate.refusals()).isEqualTo(Map.of(Reason.UNKNOWN_KEY, 3L, Reason.NO_CREDENTIAL, 1L));
    }

    @Test
    void aFloodIsOneLineAMinute() {
        try (LogLines log = new LogLines(Level.INFO)) {
            refuse(100_000);
            assertThat(log.from(Level.INFO)).containsExactly("INFO Refused since the last such line: {UNKNOWN_KEY=1}");
        }
    }

    @Test
    void theFirstRefusalAfterTheMinuteSumsUpWhatCameBetween() {
        try (LogLines log = new LogLines(Level.INFO)) {
            refuse(10);
            clock.move(Duration.ofMinutes(1));
            gate.verify("");
            assertThat(log.from(Level.INFO).get(1))
                    .isEqualTo("INFO Refused since the last such line: {NO_CREDENTIAL=1, UNKNOWN_KEY=9}");
        }
    }

    @Test
    void aMinuteWithoutRefusalsIsSilent() {
        try (LogLines log = new LogLines(Level.INFO)) {
            clock.move(Duration.ofHours(1));
            gate.verify(TestKeys.K);
            assertThat(log.from(Level.INFO)).isEmpty();
        }
    }

    @Test
    void aFloodOfFailuresIsOneLineOfEachKind() {
        TestSource source = new TestSource(clock, TestKeys.holding("any").table());
        Authenticator failing = Authenticator.builder(Profiles.standard())
                .keys(source)
                .time(clock)
                .build();
        source.lose();
        try (LogLines log = new LogLines(Level.INFO)) {
            for (int i = 0; i < 1_000; i++) {
                failing.verify(TestKeys.K);
            }
            assertThat(log.from(Level.INFO))
                    .satisfiesExactly(
                            line -> assertThat(line)
                                    .startsWith("WARN Deciding failed with java.lang.IllegalStateException at ")
                                    .endsWith("; 1 failure(s) since the last such line"),
                            line -> assertThat(line)
                                    .isEqualTo("INFO Refused since the last such line: {UNAVAILABLE=1}"));
        }
    }

    @Test
    void switchingOffIsSaidOnceAndNotWithEveryRequest() {
        try (LogLines log = new LogLines(Level.INFO)) {
            Authenticator off = Authenticator.builder(Profiles.standard())
                    .keys(TestKeys.holding(TestKeys.K))
                    .enforcement(Enforcement.OFF)
                    .build();
            off.authenticate(TestRequest.get("/v1/x"));
            off.authenticate(TestRequest.get("/v1/x"));
            assertThat(log.from(Level.INFO))
                    .containsExactly("WARN Authentication is OFF: every request passes, no credential is looked at");
        }
    }
}
