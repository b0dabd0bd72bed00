package dev.latchkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import dev.latchkey.key.KeySource;
import dev.latchkey.key.KeyTable;
import dev.latchkey.profile.Profiles;
import dev.latchkey.quota.RateLimit;
import dev.latchkey.quota.RateWindow;
import dev.latchkey.quota.TimeSource;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a host plugs in fails in every way there is: nothing of it is thrown at the caller. */
class FailuresTest {
    private static final TestRequest GOOD = TestRequest.bearing(TestKeys.K);
    private static final Denial WITH_FACTS =
            new Denial(Reason.TOO_SHORT, Facts.none().withLength(6));

    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    private <T> T unlessBroken(T working) {
        Throwable broken = failure.get();
        if (broken != null) {
            FailuresTest.<RuntimeException>fail(broken);
        }
        return working;
    }

    @SuppressWarnings("unchecked") // how other languages on the machine throw what Java would make them declare
    private static <E extends Throwable> void fail(Throwable any) throws E {
        throw (E) any;
    }

    private Authenticator gate(GatewayProfile profile) {
        KeyTable table = TestKeys.holding(TestKeys.K).table();
        KeySource source = () -> unlessBroken(table);
        return Authenticator.builder(profile).keys(source).build();
    }

    private GatewayProfile failingEnvelope() {
        return Profiles.anyLlm().toBuilder()
                .envelope("application/json", words -> unlessBroken(Map.of("said", words.message())))
                .build();
    }

    static Throwable[] everyKind() {
        return new Throwable[] {
            new IllegalStateException("canary"),
            new NoClassDefFoundError("canary"),
            new StackOverflowError("canary"),
            new OutOfMemoryError("canary"),
            new Exception("canary")
        };
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void whateverASourceThrowsIsUnavailable(Throwable kind) {
        Authenticator gate = gate(Profiles.standard());
        failure.set(kind);
        assertThat(gate.authenticate(GOOD)).isEqualTo(Denied.of(Reason.UNAVAILABLE));
        assertThat(gate.verify(TestKeys.K)).isEqualTo(Denied.of(Reason.UNAVAILABLE));
        assertThat(gate.saturated(GOOD)).isEqualTo(Denied.of(Reason.UNAVAILABLE));
        assertThat(gate.needsOffload(GOOD)).isFalse();
        assertThat(gate.needsOffload(TestKeys.K)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void whateverFailsWhileACallIsAuthorizedIsUnavailable(Throwable kind) {
        Authenticator gate = gate(Profiles.freeAi());
        Granted who = (Granted) gate.authenticate(GOOD);
        failure.set(kind);
        assertThat(gate.authorize(who, new PeerUnknown(), Call.none())).isEqualTo(Denied.of(Reason.UNAVAILABLE));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void aRefusalThatFindsNoWordsSaysThatAuthenticationIsUnavailable(Throwable kind) {
        Authenticator gate = gate(failingEnvelope());
        Refusal unavailable = gate.render(Denial.of(Reason.UNAVAILABLE), GOOD);
        failure.set(kind);
        Refusal refusal = gate.render(WITH_FACTS, GOOD);
        assertThat(refusal.status()).isEqualTo(503);
        assertThat(new String(refusal.body(), StandardCharsets.UTF_8))
                .isEqualTo(new String(unavailable.body(), StandardCharsets.UTF_8));
    }

    @Test
    void anEnvelopeThatFailsFromTheStartIsRefusedWithTheProfilesName() {
        failure.set(new IllegalStateException("broken"));
        GatewayProfile profile = failingEnvelope();
        assertThatThrownBy(() -> Authenticator.builder(profile).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("profile any-llm: its envelope failed");
    }

    @Test
    void theOperatorIsToldOfTheKindAndThePlaceAndNeverOfTheMessage() {
        Authenticator gate = gate(Profiles.standard());
        failure.set(new NoClassDefFoundError("canary"));
        try (LogLines log = new LogLines(Level.TRACE)) {
            gate.authenticate(GOOD);
            assertThat(log.from(Level.WARN))
                    .singleElement()
                    .asString()
                    .contains("NoClassDefFoundError", "FailuresTest");
            assertThat(log.from(Level.TRACE)).noneMatch(line -> line.contains("canary"));
        }
    }

    @Test
    void aClockThatFailsChangesNoVerdict() {
        TimeSource clock = new TestClock();
        Authenticator gate = Authenticator.builder(Profiles.standard())
                .keys(TestKeys.holding(TestKeys.K))
                .time(() -> unlessBroken(clock).epochNanos())
                .build();
        failure.set(new IllegalStateException("broken"));
        assertThat(gate.verify("unknown")).isEqualTo(Denied.of(Reason.UNKNOWN_KEY));
    }

    @Test
    void aRequestThatIsOnlyObservedPassesWhateverFails() {
        KeyTable table = TestKeys.holding(TestKeys.K).table();
        Authenticator gate = Authenticator.builder(Profiles.standard())
                .keys(() -> unlessBroken(table))
                .enforcement(Enforcement.OBSERVE)
                .build();
        failure.set(new NoClassDefFoundError("gone"));
        assertThat(gate.authenticate(GOOD))
                .isInstanceOfSatisfying(
                        Open.class, open -> assertThat(open.observed()).contains(Denied.of(Reason.UNAVAILABLE)));
    }

    /** A request whose server fails when it is asked for the peer. */
    private final class PeerUnknown implements Request {
        @Override
        public String method() {
            return GOOD.method();
        }

        @Override
        public String target() {
            return GOOD.target();
        }

        @Override
        public List<String> headers(String name) {
            return List.of();
        }

        @Override
        public InetAddress peerAddress() {
            return unlessBroken(InetAddress.getLoopbackAddress());
        }
    }

    @Test
    void whoAKeyIsDoesNotTurnOnWhatTheLedgerSays() {
        Authenticator gate = Authenticator.builder(Profiles.standard())
                .keys(TestKeys.source(TestKeys.record(TestKeys.K).user("").build()))
                .userLimit(RateLimit.of(1, RateWindow.MINUTE))
                .build();
        Granted who = (Granted) gate.authenticate(GOOD);
        assertThat(who.principal().user()).contains("");
        assertThat(gate.authorize(who, GOOD, Call.none()))
                .isInstanceOfSatisfying(
                        Denied.class, denied -> assertThat(denied.reason()).isEqualTo(Reason.UNAVAILABLE));
    }
}
