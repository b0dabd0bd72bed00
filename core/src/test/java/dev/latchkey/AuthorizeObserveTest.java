package dev.latchkey;

import static dev.latchkey.Calls.key;
import static dev.latchkey.Calls.perMinute;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.access.AddressRanges;
import dev.latchkey.key.KeyPermits;
import dev.latchkey.profile.Profiles;
import dev.latchkey.quota.Money;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Where refusals are not enforced, calls pass and nothing is taken. */
class AuthorizeObserveTest {
    private static final TestRequest CALL = TestRequest.bearing(TestKeys.K);

    private final AtomicReference<Enforcement> enforcement = new AtomicReference<>(Enforcement.OBSERVE);

    private Authenticator gate(KeyPermits permits) {
        return Authenticator.builder(Profiles.standard())
                .keys(TestKeys.source(key(permits)))
                .enforcement(enforcement::get)
                .time(new TestClock())
                .build();
    }

    @Test
    void observingAdmitsWhatWouldBeRefusedAndCountsIt() {
        Authenticator gate = gate(perMinute(0));
        assertThat(new Calls(gate).make()).isInstanceOf(Admitted.class);
        assertThat(gate.observedRefusals()).isEqualTo(Map.of(Reason.RATE_LIMITED, 1L));
        assertThat(gate.refusals()).isEmpty();
    }

    @Test
    void observingTakesNothing() {
        Calls calls = new Calls(gate(perMinute(1)));
        for (int i = 0; i < 5; i++) {
            assertThat(((Admitted) calls.make()).headers()).isEmpty();
        }
        enforcement.set(Enforcement.ON);
        assertThat(calls.make()).isInstanceOf(Admitted.class);
        calls.refusedFor(Reason.RATE_LIMITED);
    }

    @Test
    void observingHoldsNoMoney() {
        Calls calls =
                new Calls(gate(KeyPermits.builder().usageLimit(Money.parse("1")).build()));
        assertThat(calls.admitted(Calls.costing("1")).reservation().holdsMoney())
                .isFalse();
        enforcement.set(Enforcement.ON);
        assertThat(calls.admitted(Calls.costing("1")).reservation().holdsMoney())
                .isTrue();
    }

    @Test
    void aFailureKeepsNoObservedCallOut() {
        Authenticator gate = gate(KeyPermits.builder()
                .addresses(AddressRanges.parse(List.of("192.0.2.0/24")))
                .build());
        Calls calls = new Calls(gate);
        Granted who = calls.who(CALL);
        Request broken = new BrokenConnection(CALL);
        assertThat(gate.authorize(who, broken, Call.none())).isInstanceOf(Admitted.class);
        assertThat(gate.observedRefusals()).isEqualTo(Map.of(Reason.UNAVAILABLE, 1L));
    }

    @Test
    void switchedOffNothingIsTakenEither() {
        Authenticator gate = gate(perMinute(1));
        Granted who = new Calls(gate).who(CALL);
        enforcement.set(Enforcement.OFF);
        for (int i = 0; i < 5; i++) {
            assertThat(gate.authorize(who, CALL, Call.none())).isInstanceOf(Admitted.class);
        }
        enforcement.set(Enforcement.ON);
        assertThat(gate.authorize(who, CALL, Call.none())).isInstanceOf(Admitted.class);
        assertThat(gate.authorize(who, CALL, Call.none())).isInstanceOf(Denied.class);
    }
}
