package dev.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.key.KeyPermits;
import dev.latchkey.key.KeySource;
import dev.latchkey.manage.User;
import dev.latchkey.manage.UserDirectory;
import dev.latchkey.profile.Profiles;
import dev.latchkey.quota.BudgetGate;
import dev.latchkey.quota.BudgetRule;
import dev.latchkey.quota.Money;
import dev.latchkey.quota.RateLimit;
import dev.latchkey.quota.RateWindow;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Under any-llm a budget that is spent stands in the way of what costs money, and of nothing else. */
class PaidCallsTest {
    /** Of the shape that any-llm asks for. */
    private static final String KEY = "gw-" + "x".repeat(64);

    private static final Call MODEL = Call.builder().model("openai:gpt-4o").build();
    private static final Call ESTIMATE =
            Call.builder().estimate(Money.parse("0.01")).build();

    private final Calls spent = new Calls(gate(Profiles.anyLlm(), KeyPermits.unlimited(), Money.ZERO));

    private static Authenticator gate(GatewayProfile profile, KeyPermits permits, Money cap) {
        KeySource keys = TestKeys.source(
                TestKeys.record(KEY).user("alice").permits(permits).build());
        BudgetRule budget = BudgetRule.lifetime("budget", cap, BudgetGate.WITHIN);
        return Authenticator.builder(profile)
                .keys(keys)
                .users(UserDirectory.of(List.of(User.of("alice").withBudgets(budget))))
                .routes(
                        Route.post("/v1/chat/completions").readsBody(),
                        Route.get("/v1/batches").readsBody())
                .build();
    }

    private static TestRequest to(String method, String target) {
        return TestRequest.bearing(KEY).to(method, target);
    }

    @ParameterizedTest
    @CsvSource({"GET, /v1/models", "GET, /v1/models/gpt-4o", "HEAD, /v1/models", "GET, /v1/echo?a=b"})
    void aReadPasses(String method, String target) {
        assertThat(spent.make(to(method, target))).isInstanceOf(Admitted.class);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/chat/completions",
        "POST, /v1/echo",
        "GET, /v1/batches",
        "DELETE, /v1/models",
        "get, /v1/models"
    })
    void anythingElseIsRefused(String method, String target) {
        spent.refusedFor(Reason.USER_BUDGET_REACHED, to(method, target), Call.none());
    }

    @Test
    void aReadThatNamesAModelOrAnEstimateIsRefused() {
        spent.refusedFor(Reason.USER_BUDGET_REACHED, to("GET", "/v1/models"), MODEL);
        spent.refusedFor(Reason.USER_BUDGET_REACHED, to("GET", "/v1/models"), ESTIMATE);
    }

    @Test
    void aKeysOwnLimitsOfMoneyStandInTheWayOfNoReadEither() {
        KeyPermits blocked = KeyPermits.builder().usageLimit(Money.ZERO).build();
        Calls calls = new Calls(gate(Profiles.anyLlm(), blocked, Money.parse("1")));

        assertThat(calls.make(to("GET", "/v1/models"))).isInstanceOf(Admitted.class);
        calls.refusedFor(Reason.USAGE_LIMIT_REACHED, to("POST", "/v1/chat/completions"), Call.none());
    }

    @Test
    void rateLimitsHoldForReadsToo() {
        KeyPermits once = KeyPermits.builder()
                .limits(List.of(RateLimit.of(1, RateWindow.MINUTE)))
                .build();
        Calls calls = new Calls(gate(Profiles.anyLlm(), once, Money.ZERO));
        calls.make(to("GET", "/v1/models"));

        calls.refusedFor(Reason.RATE_LIMITED, to("GET", "/v1/models"), Call.none());
    }

    @Test
    void nothingIsHeldForARead() {
        Calls calls = new Calls(gate(Profiles.anyLlm(), KeyPermits.unlimited(), Money.parse("1")));

        assertThat(((Admitted) calls.make(to("GET", "/v1/models")))
                        .reservation()
                        .holdsMoney())
                .isFalse();
    }

    @Test
    void otherProfilesAskForMoneyOnEveryRouteThatIsNotFree() {
        Calls calls = new Calls(gate(Profiles.standard(), KeyPermits.unlimited(), Money.ZERO));

        calls.refusedFor(Reason.USER_BUDGET_REACHED, TestRequest.bearing(KEY).to("GET", "/v1/models"), Call.none());
    }
}
