package dev.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.key.KeyTable;
import dev.latchkey.profile.Profiles;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A request whose computation nobody has time for. */
class SaturatedTest {
    private static final String CHOSEN = "correct-horse";
    private static final KeyTable TABLE = KeyTable.of(
            List.of(TestKeys.chosen(CHOSEN), TestKeys.record(TestKeys.K).build()));
    private static final TestRequest UNTRIED = TestRequest.bearing("never-tried-before");

    private static Authenticator gate(Enforcement enforcement) {
        return Authenticator.builder(Profiles.standard())
                .keys(() -> TABLE)
                .enforcement(enforcement)
                .build();
    }

    @Test
    void itIsRefusedAndCounted() {
        Authenticator gate = gate(Enforcement.ON);
        assertThat(gate.saturated(UNTRIED)).isEqualTo(Denied.of(Reason.SATURATED));
        assertThat(gate.refusals()).isEqualTo(Map.of(Reason.SATURATED, 1L));
    }

    @Test
    void whileObservingItPassesAndIsCounted() {
        Authenticator gate = gate(Enforcement.OBSERVE);
        assertThat(gate.saturated(UNTRIED))
                .isInstanceOfSatisfying(
                        Open.class, open -> assertThat(open.observed()).contains(Denied.of(Reason.SATURATED)));
        assertThat(gate.observedRefusals()).isEqualTo(Map.of(Reason.SATURATED, 1L));
    }

    @Test
    void anotherRequestIsDecidedAsEver() {
        Authenticator gate = gate(Enforcement.ON);
        assertThat(gate.saturated(TestRequest.bearing(TestKeys.K))).isInstanceOf(Granted.class);
        assertThat(gate.saturated(TestRequest.get("/v1/x"))).isEqualTo(Denied.of(Reason.NO_CREDENTIAL));
        assertThat(gate.saturated(TestRequest.get("/health"))).isInstanceOf(Open.class);
    }

    @Test
    void whatWasComputedMeanwhileIsKnown() {
        Authenticator gate = gate(Enforcement.ON);
        gate.verify(CHOSEN);
        assertThat(gate.saturated(TestRequest.bearing(CHOSEN))).isInstanceOf(Granted.class);
    }

    @Test
    void aHostThatOnlyHasTheTextIsToldToLeaveTheEventLoopToo() {
        Authenticator gate = gate(Enforcement.ON);
        assertThat(gate.needsOffload(CHOSEN)).isTrue();
        assertThat(gate.needsOffload(TestKeys.K)).isFalse();
        assertThat(gate.needsOffload("")).isFalse();
        gate.verify(CHOSEN);
        assertThat(gate.needsOffload(CHOSEN)).isFalse();
    }
}
