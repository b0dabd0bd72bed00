package dev.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.access.AccessRule;
import dev.latchkey.access.AccessRules;
import dev.latchkey.access.CatalogModel;
import dev.latchkey.access.ModelCatalog;
import dev.latchkey.access.ProviderPrice;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeyPermits;
import dev.latchkey.profile.Profiles;
import dev.latchkey.quota.BudgetState;
import dev.latchkey.quota.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What calls upstream are paid with: a provider's key, credits, whichever there is, or not at all. */
class ProjectModeTest {
    private static final TestRequest CALL = TestRequest.bearing(TestKeys.K);
    private static final ModelCatalog CATALOG =
            ModelCatalog.of(List.of(new CatalogModel("gpt-4o", false, List.of(at("openai"), at("azure")))));

    private static ProviderPrice at(String provider) {
        return new ProviderPrice(provider, BigDecimal.ONE, BigDecimal.ONE);
    }

    private static Authenticator.Builder builder(KeyPermits.Builder permits) {
        return Authenticator.builder(Profiles.llmGateway())
                .keys(TestKeys.source(Calls.key(permits.build())))
                .routes(Route.post("/v1/chat/completions").readsBody())
                .modelCatalog(CATALOG)
                .time(new TestClock());
    }

    private static Calls with(KeyPermits.Builder permits) {
        return new Calls(builder(permits).build());
    }

    private static KeyPermits.Builder mode(String mode) {
        return KeyPermits.builder().projectMode(mode);
    }

    private static Call of(String model) {
        return Call.builder().model(model).build();
    }

    private static Call costing(String dollars) {
        return Call.builder().model("gpt-4o").estimate(Money.parse(dollars)).build();
    }

    private static String provider(Calls calls, String model) {
        Denied denied = (Denied) calls.make(CALL, of(model));
        assertThat(denied.reason()).isEqualTo(Reason.NO_PROVIDER_KEY);
        return denied.denial().facts().provider().orElseThrow();
    }

    @Test
    void withoutAModeNobodyAsks() {
        assertThat(with(KeyPermits.builder()).make(CALL, of("gpt-4o"))).isInstanceOf(Admitted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-4o", "azure/gpt-4o", "azure:gpt-4o"})
    void apiKeysTakesAnyProviderWithAKey(String model) {
        assertThat(with(mode("api-keys").providerKeys(Set.of("azure"))).make(CALL, of(model)))
                .isInstanceOf(Admitted.class);
    }

    @Test
    void apiKeysRefusesWhereThereIsNoneAndTellsOfWhom() {
        Calls calls = with(mode("api-keys").providerKeys(Set.of("groq")));
        assertThat(provider(calls, "gpt-4o")).isEqualTo("openai");
        assertThat(provider(calls, "azure/gpt-4o")).isEqualTo("azure");
        assertThat(provider(calls, "anthropic:claude")).isEqualTo("anthropic");
        assertThat(provider(calls, "nobody-knows-it")).isEqualTo("unknown");
    }

    @Test
    void rulesDecideWhichProvidersAreLeftToHaveAKey() {
        Calls calls = with(mode("api-keys")
                .providerKeys(Set.of("azure"))
                .rules(AccessRules.of(List.of(AccessRule.denyProviders(List.of("azure"))))));
        assertThat(provider(calls, "gpt-4o")).isEqualTo("openai");
    }

    @Test
    void apiKeysHasToKnowTheModel() {
        with(mode("api-keys").providerKeys(Set.of("openai"))).refusedFor(Reason.MODEL_REQUIRED, CALL);
    }

    @Test
    void creditsAreSpentDownToNothing() {
        Calls calls = with(mode("credits").credits(Money.parse("10")));
        ((Admitted) calls.make(CALL, costing("4"))).reservation().settle(Money.parse("9.99"));
        ((Admitted) calls.make(CALL, costing("4"))).reservation().settle(Money.parse("4"));
        calls.refusedFor(Reason.INSUFFICIENT_CREDITS, CALL, costing("0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"credits", "hybrid"})
    void withoutCreditsNothingPasses(String mode) {
        with(mode(mode))
                .refusedFor(
                        mode.equals("credits") ? Reason.INSUFFICIENT_CREDITS : Reason.NO_PROVIDER_KEY_OR_CREDITS,
                        CALL,
                        of("gpt-4o"));
    }

    @Test
    void whatTheKeyHadCostBeforeIsNotTakenFromItsCredits() {
        Calls calls = with(mode("credits")
                .credits(Money.parse("1"))
                .usageLimit(Money.parse("1000"))
                .startingUsage(Money.parse("500")));
        assertThat(calls.make(CALL, costing("1"))).isInstanceOf(Admitted.class);
    }

    @Test
    void hybridTakesAProvidersKeyFirstAndLeavesTheCreditsAlone() {
        Calls calls = with(mode("hybrid").providerKeys(Set.of("openai")).credits(Money.parse("1")));
        assertThat(((Admitted) calls.make(CALL, costing("5"))).reservation().holdsMoney())
                .isFalse();
        ((Admitted) calls.make(CALL, of("anthropic/claude"))).reservation().settle(Money.parse("1"));
        calls.refusedFor(Reason.NO_PROVIDER_KEY_OR_CREDITS, CALL, of("anthropic/claude"));
        assertThat(calls.make(CALL, costing("5"))).isInstanceOf(Admitted.class);
    }

    @Test
    void anotherModeIsRefusedByItsName() {
        Denied denied = (Denied) with(mode("barter")).make(CALL, of("gpt-4o"));
        assertThat(denied.denial())
                .isEqualTo(new Denial(
                        Reason.INVALID_PROJECT_MODE,
                        Facts.none()
                                .withMode("barter")
                                .withKeyId(Calls.key(KeyPermits.unlimited()).id())));
    }

    @Test
    void whatCostsNothingUpstreamIsNotAskedHowItIsPaid() {
        assertThat(with(mode("credits")).make(CALL.to("GET", "/v1/models"))).isInstanceOf(Admitted.class);
    }

    @Test
    void aSpentKeyIsToldOfItsLimitBeforeItsMode() {
        with(mode("credits").usageLimit(Money.ZERO)).refusedFor(Reason.USAGE_LIMIT_REACHED, CALL, of("gpt-4o"));
    }

    @Test
    void aSpentKeyIsToldOfItsLimitBeforeWhatIsWrongWithItsBody() {
        Authenticator gate = builder(mode("api-keys").usageLimit(Money.ZERO)).build();
        assertThat(gate.bodyNeed(new Calls(gate).who(CALL), CALL).isNone()).isTrue();
        new Calls(gate).refusedFor(Reason.USAGE_LIMIT_REACHED, CALL);
    }

    @Test
    void creditsThatAreSpentDoNotKeepTheModelFromBeingAskedFor() {
        Authenticator gate =
                builder(mode("hybrid").providerKeys(Set.of("openai"))).build();
        assertThat(gate.bodyNeed(new Calls(gate).who(CALL), CALL).members()).contains(BodyMember.MODEL);
    }

    @Test
    void usageShowsWhatIsLeftOfTheCredits() {
        Authenticator gate = builder(mode("credits").credits(Money.parse("10"))).build();
        Calls calls = new Calls(gate);
        ((Admitted) calls.make(CALL, costing("4"))).reservation().settle(Money.parse("4"));
        assertThat(gate.usage(calls.who(CALL)).budgets())
                .extracting(BudgetState::remaining)
                .containsExactly(Optional.of(Money.parse("6")));
    }

    @Test
    void aPlanOfTheHostsOwnDecidesInPlaceOfTheKeysRecord() {
        CredentialPlan plan = new CredentialPlan() {
            @Override
            public boolean hasProviderKey(KeyId key, String provider) {
                return provider.equals("azure");
            }

            @Override
            public Money balance(KeyId key) {
                return Money.ZERO;
            }
        };
        assertThat(new Calls(builder(mode("api-keys")).credentialPlan(plan).build()).make(CALL, of("gpt-4o")))
                .isInstanceOf(Admitted.class);
        new Calls(builder(mode("credits").credits(Money.parse("9")))
                        .credentialPlan(plan)
                        .build())
                .refusedFor(Reason.INSUFFICIENT_CREDITS, CALL, of("gpt-4o"));
        new Calls(builder(mode("hybrid").providerKeys(Set.of("openai")))
                        .credentialPlan(plan)
                        .build())
                .refusedFor(Reason.NO_PROVIDER_KEY_OR_CREDITS, CALL, of("openai/gpt-4o"));
    }
}
