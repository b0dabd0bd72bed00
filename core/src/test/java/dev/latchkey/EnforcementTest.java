package dev.latchkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.key.KeyTable;
import dev.latchkey.profile.Profiles;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Authentication on, off and merely observed, switched while it runs. */
class EnforcementTest {
    private static final String K = TestKeys.K;
    private static final TestRequest GOOD = TestRequest.bearing(K);
    private static final TestRequest BAD = TestRequest.bearing("unknown");

    private final AtomicReference<Enforcement> enforcement = new AtomicReference<>(Enforcement.ON);
    private final Authenticator gate = gate(enforcement::get);

    private static Authenticator gate(Supplier<Enforcement> enforcement) {
        return Authenticator.builder(Profiles.standard())
                .keys(TestKeys.holding(K))
                .enforcement(enforcement)
                .build();
    }

    @ParameterizedTest
    @CsvSource({"true, true, true", "true, false, false", "false, true, true", "false, false, true"})
    void cloudflaresFourRows(boolean on, boolean header, boolean passes) {
        Authenticator cloudflare = Authenticator.builder(Profiles.cloudflare())
                .keys(TestKeys.holding(K))
                .enforcement(on ? Enforcement.ON : Enforcement.OFF)
                .build();
        TestRequest request = TestRequest.of("POST", "/v1/x");
        Verdict verdict =
                cloudflare.authenticate(header ? request.with("cf-aig-authorization", "Bearer " + K) : request);
        assertThat(verdict instanceof Verdict.Passed).isEqualTo(passes);
        assertThat(verdict instanceof Granted).isEqualTo(on && header);
    }

    @Test
    void offLooksAtNoCredential() {
        enforcement.set(Enforcement.OFF);
        for (TestRequest request : new TestRequest[] {GOOD, BAD, TestRequest.sending("Authorization", "a", "b")}) {
            Open open = (Open) gate.authenticate(request);
            assertThat(open.reason()).isEqualTo(Open.Why.OFF);
            assertThat(open.observed()).isEmpty();
        }
        assertThat(gate.refusals()).isEmpty();
    }

    @Test
    void aSwitchIsFollowedWithTheNextRequest() {
        assertThat(gate.authenticate(BAD)).isInstanceOf(Denied.class);
        enforcement.set(Enforcement.OFF);
        assertThat(gate.authenticate(BAD)).isInstanceOf(Open.class);
        enforcement.set(Enforcement.ON);
        assertThat(gate.authenticate(BAD)).isInstanceOf(Denied.class);
    }

    @Test
    void observingLetsEverythingPassAndTellsWhatOnWouldHaveSaid() {
        enforcement.set(Enforcement.OBSERVE);
        Open good = (Open) gate.authenticate(GOOD);
        Open bad = (Open) gate.authenticate(BAD);
        assertThat(good.reason()).isEqualTo(Open.Why.OBSERVED);
        assertThat(good.observed()).containsInstanceOf(Granted.class);
        assertThat(bad.observed()).contains(Denied.of(Reason.UNKNOWN_KEY));
    }

    @Test
    void whatWouldHaveBeenRefusedIsCountedByItself() {
        enforcement.set(Enforcement.OBSERVE);
        gate.authenticate(GOOD);
        gate.authenticate(BAD);
        gate.authenticate(BAD);
        assertThat(gate.observedRefusals()).isEqualTo(Map.of(Reason.UNKNOWN_KEY, 2L));
        assertThat(gate.refusals()).isEmpty();
    }

    @Test
    void observingNeverKeepsARequestOutEvenWhenTheKeysAreLost() {
        TestSource source = new TestSource(new TestClock(), KeyTable.empty());
        Authenticator observing = Authenticator.builder(Profiles.standard())
                .keys(source)
                .enforcement(Enforcement.OBSERVE)
                .build();
        source.lose();
        Open open = (Open) observing.authenticate(GOOD);
        assertThat(open.observed()).contains(Denied.of(Reason.UNAVAILABLE));
        assertThat(observing.observedRefusals()).isEqualTo(Map.of(Reason.UNAVAILABLE, 1L));
    }

    @Test
    void offPassesEvenWhenTheKeysAreLost() {
        TestSource source = new TestSource(new TestClock(), KeyTable.empty());
        Authenticator off = Authenticator.builder(Profiles.standard())
                .keys(source)
                .enforcement(Enforcement.OFF)
                .build();
        source.lose();
        assertThat(off.authenticate(GOOD)).isInstanceOf(Open.class);
    }

    @Test
    void aSwitchThatFailsEnforces() {
        Authenticator failing = gate(() -> {
            throw new IllegalStateException("no configuration");
        });
        assertThat(failing.authenticate(BAD)).isInstanceOf(Denied.class);
        assertThat(failing.authenticate(GOOD)).isInstanceOf(Granted.class);
    }

    @Test
    @SuppressWarnings("NullAway") // a supplier that breaks its promise is what this is about
    void aSwitchThatAnswersNothingEnforces() {
        assertThat(gate(() -> null).authenticate(BAD)).isInstanceOf(Denied.class);
    }

    @Test
    @SuppressWarnings("NullAway") // a host that does so is what this is about
    void noSwitchAtAllIsAMistake() {
        Authenticator.Builder builder = Authenticator.builder(Profiles.standard());
        assertThatThrownBy(() -> builder.enforcement((Supplier<Enforcement>) null))
                .isInstanceOf(NullPointerException.class);
    }

    @Test
    void managementIsEnforcedWhateverTheSwitchSays() {
        Authenticator off = Authenticator.builder(Profiles.standard())
                .masterKey("m".repeat(32))
                .enforcement(Enforcement.OFF)
                .build();
        assertThat(off.authenticateManagement(BAD)).isInstanceOf(Denied.class);
    }
}
