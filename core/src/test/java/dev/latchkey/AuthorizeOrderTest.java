package dev.latchkey;

import static dev.latchkey.Calls.key;
import static dev.latchkey.Calls.perMinute;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.access.AddressRanges;
import dev.latchkey.access.AllowedModels;
import dev.latchkey.access.Scopes;
import dev.latchkey.key.KeyPermits;
import dev.latchkey.profile.Profiles;
import dev.latchkey.quota.Money;
import dev.latchkey.quota.RateLimit;
import dev.latchkey.quota.RateWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which of several refusals is told, and that none of them takes anything. */
class AuthorizeOrderTest {
    private static final TestRequest CALL = TestRequest.bearing(TestKeys.K);
    private static final Call GPT = Call.builder().model("openai:gpt-4o").build();
    private static final List<RateLimit> NO_PERMITS = List.of(RateLimit.of(0, RateWindow.MINUTE));

    private static Authenticator.Builder standard(KeyPermits permits) {
        return Authenticator.builder(Profiles.standard())
                .keys(TestKeys.source(key(permits)))
                .time(new TestClock());
    }

    private static Calls through(GatewayProfile profile, KeyPermits permits) {
        return new Calls(Authenticator.builder(profile)
                .keys(TestKeys.source(key(permits)))
                .time(new TestClock())
                .build());
    }

    @Test
    void aCheckThatComesBeforeTheLimitIsToldFirst() {
        KeyPermits permits = KeyPermits.builder()
                .addresses(AddressRanges.none())
                .limits(NO_PERMITS)
                .build();
        through(Profiles.standard(), permits).refusedFor(Reason.ADDRESS_NOT_ALLOWED);
    }

    @Test
    void aLimitIsToldBeforeTheCheckThatComesAfterIt() {
        KeyPermits permits = KeyPermits.builder()
                .models(AllowedModels.none())
                .limits(NO_PERMITS)
                .build();
        through(Profiles.standard(), permits).refusedFor(Reason.RATE_LIMITED, CALL, GPT);
    }

    @Test
    void theProfilesOrderDecidesWhetherMoneyOrTheModelIsTold() {
        KeyPermits permits = KeyPermits.builder()
                .models(AllowedModels.none())
                .usageLimit(Money.ZERO)
                .build();
        through(Profiles.standard(), permits).refusedFor(Reason.MODEL_NOT_ALLOWED, CALL, GPT);
        through(usageBeforeModel(), permits).refusedFor(Reason.USAGE_LIMIT_REACHED, CALL, GPT);
    }

    private static GatewayProfile usageBeforeModel() {
        List<Check> order = new ArrayList<>(Profiles.standard().checks());
        order.remove(Check.MODEL);
        order.add(order.indexOf(Check.BUDGET), Check.MODEL);
        return Profiles.standard().toBuilder()
                .checks(order.toArray(Check[]::new))
                .build();
    }

    @Test
    void aCallThatIsRefusedBeforeTheLimitTakesNothing() {
        Authenticator gate = Authenticator.builder(Profiles.standard())
                .keys(TestKeys.source(TestKeys.record(TestKeys.K)
                        .scopes(Scopes.of("models:read"))
                        .permits(perMinute(1))
                        .build()))
                .routes(Route.post("/v1/chat/completions").requires("chat:write"))
                .time(new TestClock())
                .build();
        Calls calls = new Calls(gate);
        calls.refusedFor(Reason.MISSING_SCOPE, CALL);
        assertThat(calls.make(CALL.to("GET", "/v1/other"))).isInstanceOf(Admitted.class);
    }

    @Test
    void aCallThatIsRefusedAfterTheLimitTakesNothing() {
        KeyPermits permits = KeyPermits.builder()
                .models(AllowedModels.none())
                .limits(perMinute(1).limits())
                .build();
        Calls calls = through(Profiles.standard(), permits);
        calls.refusedFor(Reason.MODEL_NOT_ALLOWED, CALL, GPT);
        assertThat(calls.make()).isInstanceOf(Admitted.class);
    }

    @Test
    void ofTwoLimitsBothAreTakenOrNone() {
        Calls calls = through(Profiles.standard(), perMinute(3, 2));
        Call ofThree = Call.builder().permits(3).build();
        calls.refusedFor(Reason.RATE_LIMITED, CALL, ofThree);
        assertThat(calls.admitted(Call.builder().permits(2).build()).limits())
                .extracting("remaining")
                .containsExactly(1L, 0L);
        calls.refusedFor(Reason.RATE_LIMITED);
    }

    @Test
    void aCallWithoutMoneyTakesNoPermit() {
        KeyPermits permits = KeyPermits.builder()
                .limits(perMinute(1).limits())
                .usageLimit(Money.parse("1"))
                .build();
        Calls calls = through(Profiles.standard(), permits);
        calls.refusedFor(Reason.USAGE_LIMIT_REACHED, CALL, Calls.costing("2"));
        assertThat(calls.admitted(Calls.costing("1")).reservation().holdsMoney())
                .isTrue();
    }

    @Test
    void refusalsAreCountedByReason() {
        Authenticator gate = standard(perMinute(0)).build();
        new Calls(gate).refusedFor(Reason.RATE_LIMITED);
        assertThat(gate.refusals()).isEqualTo(Map.of(Reason.RATE_LIMITED, 1L));
    }

    @Test
    void anExplanationTellsTheLimitAndTakesNothing() {
        Authenticator gate = standard(perMinute(1)).build();
        for (int i = 0; i < 3; i++) {
            assertThat(gate.explain(CALL).steps())
                    .filteredOn(step -> step.check() == Check.RATE_LIMIT)
                    .extracting(Explanation.Step::outcome)
                    .containsExactly(Explanation.Outcome.PASSED);
        }
        new Calls(gate).make();
        assertThat(gate.explain(CALL).steps())
                .filteredOn(step -> step.outcome() == Explanation.Outcome.REFUSED)
                .extracting(Explanation.Step::check)
                .containsExactly(Check.RATE_LIMIT);
    }

    @Test
    void aRequestThatCannotBeReadIsUnavailableAndTakesNothing() {
        Authenticator gate = Authenticator.builder(Profiles.freeAi())
                .keys(TestKeys.source(key(perMinute(1))))
                .time(new TestClock())
                .build();
        Calls calls = new Calls(gate);
        Granted who = calls.who(CALL);
        assertThat(gate.authorize(who, new BrokenConnection(CALL), Call.none()))
                .isEqualTo(Denied.of(Reason.UNAVAILABLE));
        assertThat(calls.make()).isInstanceOf(Admitted.class);
    }
}
