package dev.latchkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.access.Scopes;
import dev.latchkey.key.KeyPermits;
import dev.latchkey.profile.Profiles;
import dev.latchkey.quota.Money;
import dev.latchkey.quota.RateLimit;
import dev.latchkey.quota.RateWindow;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes that cost nothing, such as the one that tells a key where its money went. */
class FreeRoutesTest {
    private static final String K = TestKeys.K;
    private static final KeyPermits SPENT =
            KeyPermits.builder().usageLimit(Money.ZERO).build();

    @Test
    void aSpentKeyIsAdmittedThere() {
        assertThat(ask(gate(SPENT), "GET", "/usage")).isInstanceOf(Admitted.class);
    }

    @Test
    void aQueryMakesNoDifference() {
        assertThat(ask(gate(SPENT), "GET", "/usage?a=b")).isInstanceOf(Admitted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/usage/", "/usage/x", "/USAGE", "/v1/chat"})
    void everyOtherPathAsksForMoney(String target) {
        assertThat(reason(ask(gate(SPENT), "GET", target))).isEqualTo(Reason.USAGE_LIMIT_REACHED);
    }

    @Test
    void anotherMethodAsksForMoney() {
        assertThat(reason(ask(gate(SPENT), "POST", "/usage"))).isEqualTo(Reason.USAGE_LIMIT_REACHED);
    }

    @Test
    void nothingIsHeldThere() {
        KeyPermits rich = KeyPermits.builder().usageLimit(Money.parse("5")).build();
        Call call = Call.builder().estimate(Money.parse("1")).build();
        Admitted admitted = (Admitted) ask(gate(rich), "GET", "/usage", call);
        assertThat(admitted.reservation().holdsMoney()).isFalse();
    }

    @Test
    void rateLimitsHoldThereToo() {
        Authenticator gate = gate(onceAMinute());
        ask(gate, "GET", "/usage");
        assertThat(reason(ask(gate, "GET", "/usage"))).isEqualTo(Reason.RATE_LIMITED);
    }

    @Test
    void permitsOfSeveralAreTakenThereToo() {
        Call two = Call.builder().permits(2).build();
        assertThat(reason(ask(gate(onceAMinute()), "GET", "/usage", two))).isEqualTo(Reason.RATE_LIMITED);
    }

    @Test
    void anAddressLimitHoldsThereToo() {
        Authenticator gate = Authenticator.builder(Profiles.freeAi())
                .keys(TestKeys.source(
                        TestKeys.record(K).label("k").permits(SPENT).build()))
                .routes(Route.get("/usage").free())
                .build();
        for (int i = 0; i < 10; i++) {
            assertThat(ask(gate, "GET", "/usage")).isInstanceOf(Admitted.class);
        }
        assertThat(reason(ask(gate, "GET", "/usage"))).isEqualTo(Reason.RATE_LIMITED);
    }

    @Test
    void scopesAreAskedThereToo() {
        Authenticator gate = Authenticator.builder(Profiles.standard())
                .keys(TestKeys.source(
                        TestKeys.record(K).scopes(Scopes.of("chat:write")).build()))
                .routes(Route.get("/usage").free().requires("usage:read"))
                .build();
        assertThat(reason(ask(gate, "GET", "/usage"))).isEqualTo(Reason.MISSING_SCOPE);
    }

    @Test
    void aPathThatAContainerWouldRewriteIntoAnotherIsRefused() {
        TestRequest odd = TestRequest.bearing(K).to("GET", "/usage/../v1/chat");
        assertThat(gate(SPENT).authenticate(odd)).isInstanceOf(Denied.class);
    }

    @Test
    void anOpenRouteCannotBeFreeAsWell() {
        assertThatThrownBy(() -> Authenticator.builder(Profiles.standard())
                        .keys(TestKeys.holding(K))
                        .openRoutes(Route.get("/health").free())
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("GET /health");
    }

    private static KeyPermits onceAMinute() {
        return KeyPermits.builder()
                .limits(List.of(RateLimit.of(1, RateWindow.MINUTE)))
                .usageLimit(Money.ZERO)
                .build();
    }

    private static Authenticator gate(KeyPermits permits) {
        return Authenticator.builder(Profiles.standard())
                .keys(TestKeys.source(TestKeys.record(K).permits(permits).build()))
                .routes(Route.get("/usage").free())
                .build();
    }

    private static Admission ask(Authenticator gate, String method, String target) {
        return ask(gate, method, target, Call.none());
    }

    private static Admission ask(Authenticator gate, String method, String target, Call call) {
        TestRequest request = TestRequest.bearing(K).to(method, target);
        return gate.authorize((Granted) gate.authenticate(request), request, call);
    }

    private static Reason reason(Admission admission) {
        return ((Denied) admission).reason();
    }
}
