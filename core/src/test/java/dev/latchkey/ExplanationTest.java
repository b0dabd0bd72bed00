package dev.latchkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.latchkey.Explanation.Outcome;
import dev.latchkey.Explanation.Step;
import dev.latchkey.access.AccessRule;
import dev.latchkey.access.AccessRules;
import dev.latchkey.access.CatalogModel;
import dev.latchkey.access.ModelCatalog;
import dev.latchkey.access.ProviderPrice;
import dev.latchkey.access.Scopes;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeyPermits;
import dev.latchkey.key.KeyStatus;
import dev.latchkey.profile.Profiles;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The checks in order and what became of each. */
class ExplanationTest {
    private static final String K = TestKeys.K;

    private final Authenticator gate = gate(Enforcement.ON);

    private static Authenticator gate(Enforcement enforcement) {
        return Authenticator.builder(Profiles.standard())
                .keys(TestKeys.source(
                        TestKeys.record(K).id(new KeyId("good")).build(),
                        TestKeys.record("switched-off")
                                .id(new KeyId("off"))
                                .status(KeyStatus.INACTIVE)
                                .build()))
                .enforcement(enforcement)
                .build();
    }

    private static List<Outcome> outcomes(Explanation explanation) {
        return explanation.steps().stream().map(Step::outcome).toList();
    }

    @Test
    void aGoodKeyPassesEveryCheckAndIsNamed() {
        Explanation explanation = gate.explain(TestRequest.bearing(K));
        assertThat(outcomes(explanation)).hasSize(Check.values().length).containsOnly(Outcome.PASSED);
        assertThat(explanation.steps()).contains(new Step(Check.KEY, Outcome.PASSED, "key good"));
        assertThat(explanation.verdict()).isInstanceOf(Granted.class);
    }

    @Test
    void aRefusalNamesItsCheckAndWhatWasNotReached() {
        assertThat(gate.explain(TestRequest.bearing("switched-off")).steps())
                .startsWith(
                        new Step(Check.PATH, Outcome.PASSED, ""),
                        new Step(Check.CONFIGURED, Outcome.PASSED, ""),
                        new Step(Check.CREDENTIAL, Outcome.PASSED, ""),
                        new Step(Check.FORMAT, Outcome.PASSED, ""),
                        new Step(Check.KEY, Outcome.PASSED, ""),
                        new Step(Check.STATUS, Outcome.REFUSED, "INACTIVE_KEY (key off)"),
                        new Step(Check.NOT_BEFORE, Outcome.NOT_REACHED, ""),
                        new Step(Check.EXPIRY, Outcome.NOT_REACHED, ""),
                        new Step(Check.SCOPE, Outcome.NOT_REACHED, ""));
    }

    @Test
    void aGoodKeyThatMayNotMakeTheCallIsExplainedByTheRuleInItsWay() {
        Authenticator requiring = Authenticator.builder(Profiles.standard())
                .keys(TestKeys.source(
                        TestKeys.record(K).scopes(Scopes.of("models:read")).build()))
                .routes(Route.post("/v1/chat/completions").requires("chat:write"))
                .build();
        Explanation explanation = requiring.explain(TestRequest.bearing(K));
        assertThat(explanation.verdict()).isInstanceOf(Granted.class);
        assertThat(explanation.steps())
                .filteredOn(step -> step.outcome() == Outcome.REFUSED)
                .extracting(Step::check, Step::detail)
                .containsExactly(tuple(
                        Check.SCOPE,
                        "MISSING_SCOPE (key "
                                + Calls.key(KeyPermits.unlimited()).id() + "): requires chat:write"));
    }

    @Test
    void aCallIsExplainedByTheRuleThatRefusesIt() {
        Authenticator ruled = Authenticator.builder(Profiles.llmGateway())
                .keys(TestKeys.source(Calls.key(KeyPermits.builder()
                        .rules(AccessRules.of(List.of(
                                AccessRule.denyModels(List.of("other")), AccessRule.denyProviders(List.of("openai")))))
                        .build())))
                .modelCatalog(ModelCatalog.of(List.of(new CatalogModel(
                        "gpt-4o", false, List.of(new ProviderPrice("openai", BigDecimal.ONE, BigDecimal.ONE))))))
                .build();
        Call call = Call.builder().model("gpt-4o").build();
        assertThat(ruled.explain(TestRequest.bearing(K), call).steps())
                .filteredOn(step -> step.outcome() == Outcome.REFUSED)
                .extracting(Step::detail)
                .containsExactly("NO_PROVIDER_ALLOWED (key "
                        + Calls.key(KeyPermits.unlimited()).id() + "): no provider left: rule 2 (deny_providers)");
    }

    @Test
    void anOpenRouteReachesNoCheck() {
        assertThat(outcomes(gate.explain(TestRequest.get("/health")))).containsOnly(Outcome.NOT_REACHED);
    }

    @Test
    void switchedOffReachesNoCheck() {
        assertThat(outcomes(gate(Enforcement.OFF).explain(TestRequest.bearing(K))))
                .containsOnly(Outcome.NOT_REACHED);
    }

    @Test
    void observingExplainsWhatOnWouldHaveSaid() {
        Explanation explanation = gate(Enforcement.OBSERVE).explain(TestRequest.bearing("unknown"));
        assertThat(explanation.verdict()).isInstanceOf(Open.class);
        assertThat(explanation.steps()).contains(new Step(Check.KEY, Outcome.REFUSED, "UNKNOWN_KEY"));
    }

    @Test
    void aHeaderThatWasPassedOverIsToldApartFromNone() {
        Authenticator freeAi = Authenticator.builder(Profiles.freeAi())
                .keys(TestKeys.holding(K))
                .build();
        assertThat(freeAi.explain(TestRequest.sending("Authorization", "Basic dTpw"))
                        .verdict())
                .isEqualTo(Denied.of(Reason.WRONG_SCHEME));
    }

    @Test
    void explainingCountsNothing() {
        gate.explain(TestRequest.bearing("unknown"));
        assertThat(gate.refusals()).isEqualTo(Map.of());
    }
}
