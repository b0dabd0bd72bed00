package dev.latchkey.access;

import static dev.latchkey.access.AccessRule.allowIpCidrs;
import static dev.latchkey.access.AccessRule.allowModels;
import static dev.latchkey.access.AccessRule.allowPricing;
import static dev.latchkey.access.AccessRule.allowProviders;
import static dev.latchkey.access.AccessRule.denyIpCidrs;
import static dev.latchkey.access.AccessRule.denyModels;
import static dev.latchkey.access.AccessRule.denyPricing;
import static dev.latchkey.access.AccessRule.denyProviders;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.latchkey.access.AccessDecision.Cause;
import dev.latchkey.access.AccessDecision.Denied;
import dev.latchkey.access.AccessDecision.Permitted;
import dev.latchkey.access.AccessRuleValue.Names;
import dev.latchkey.access.AccessRuleValue.Pricing;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AccessRulesTest {
    private static final AddressRanges OFFICE = AddressRanges.parse(List.of("10.0.0.0/8"));
    private static final Pricing FREE = Pricing.of(PricingType.FREE, null, null);
    private static final Pricing PAID = Pricing.of(PricingType.PAID, null, null);

    private static AccessDecision decide(AccessQuery query, AccessRule... rules) {
        return AccessRules.of(List.of(rules)).decide(query, Catalogs.SMALL);
    }

    private static AccessDecision decide(String model, AccessRule... rules) {
        return decide(AccessQuery.forModel(model), rules);
    }

    private static AccessQuery from(@Nullable String address) {
        return AccessQuery.forModel("gpt-4o")
                .withAddress(address == null ? null : AddressText.parse(address).orElseThrow());
    }

    private static Pricing atMost(String input, String output) {
        return Pricing.of(null, new BigDecimal(input), new BigDecimal(output));
    }

    private static Permitted at(String... providers) {
        return new Permitted(List.of(providers));
    }

    private static Denied by(int position, AccessRuleKind kind) {
        return new Denied(Cause.RULE, position, kind);
    }

    @Test
    void withoutRulesEvenAnUnknownModelIsPermitted() {
        assertThat(decide("unheard-of")).isEqualTo(at());
    }

    @Test
    void withAnyRuleAnUnknownModelIsDenied() {
        assertThat(decide("unheard-of", denyModels(List.of("gpt-4o"))))
                .isEqualTo(new Denied(Cause.UNKNOWN_MODEL, 0, null))
                .hasToString("unknown model");
    }

    @Test
    void aListedModelIsPermittedAtAllOfItsProviders() {
        assertThat(decide("gpt-4o", allowModels(List.of("gpt-4o")))).isEqualTo(at("openai", "azure"));
    }

    @Test
    void aModelThatIsNotListedIsDeniedByThatRule() {
        assertThat(decide("gpt-4o", allowModels(List.of("gpt-4o-mini"))))
                .isEqualTo(by(1, AccessRuleKind.ALLOW_MODELS))
                .hasToString("refused: rule 1 (allow_models)");
    }

    @Test
    void allowRulesOfOneKindAddUp() {
        assertThat(decide("gpt-4o", allowModels(List.of("claude-sonnet-4")), allowModels(List.of("gpt-4o"))))
                .isInstanceOf(Permitted.class);
    }

    @Test
    void allowRulesOfTwoKindsMustBothAgree() {
        assertThat(decide("gpt-4o", allowModels(List.of("gpt-4o")), allowPricing(FREE)))
                .isEqualTo(by(2, AccessRuleKind.ALLOW_PRICING));
    }

    @Test
    void denyRulesWin() {
        assertThat(decide("gpt-4o", denyModels(List.of("gpt-4o")), allowModels(List.of("gpt-4o"))))
                .isEqualTo(by(1, AccessRuleKind.DENY_MODELS));
    }

    @Test
    void allowingNoModelDeniesAll() {
        assertThat(decide("gpt-4o", allowModels(List.of()))).isEqualTo(by(1, AccessRuleKind.ALLOW_MODELS));
    }

    @Test
    void denyingNoModelDeniesNone() {
        assertThat(decide("gpt-4o", denyModels(List.of()))).isInstanceOf(Permitted.class);
    }

    @Test
    void thereAreNoWildcards() {
        assertThat(decide("gpt-4o", allowModels(List.of("*", "gpt-*")))).isInstanceOf(Denied.class);
        assertThat(decide("gpt-4o", denyModels(List.of("*", "gpt-*")))).isInstanceOf(Permitted.class);
    }

    @Test
    void aModelNamedWithItsProviderIsTheSameModel() {
        assertThat(decide("azure/gpt-4o", denyModels(List.of("gpt-4o")))).isEqualTo(by(1, AccessRuleKind.DENY_MODELS));
        assertThat(decide("azure:gpt-4o", allowModels(List.of("gpt-4o")))).isEqualTo(at("azure"));
    }

    @Test
    void aRuleWithoutValueDoesNothing() {
        assertThat(decide("unheard-of", AccessRule.withoutValue(AccessRuleKind.ALLOW_MODELS)))
                .isEqualTo(at());
    }

    @Test
    void anInactiveRuleDoesNothing() {
        assertThat(decide("gpt-4o", allowModels(List.of()).inactive())).isEqualTo(at());
    }

    @Test
    void inactiveRulesCountForThePosition() {
        assertThat(decide("gpt-4o", allowModels(List.of()).inactive(), denyModels(List.of("gpt-4o"))))
                .isEqualTo(by(2, AccessRuleKind.DENY_MODELS));
    }

    @Test
    void providersThatAreNotAllowedAreLeftOut() {
        assertThat(decide("gpt-4o", allowProviders(List.of("azure", "groq")))).isEqualTo(at("azure"));
    }

    @Test
    void providersThatAreDeniedAreLeftOut() {
        assertThat(decide("gpt-4o", denyProviders(List.of("openai")))).isEqualTo(at("azure"));
    }

    @Test
    void noAllowedProviderLeftIsItsOwnCause() {
        assertThat(decide("gpt-4o", allowProviders(List.of("groq"))))
                .isEqualTo(new Denied(Cause.NO_PROVIDER_LEFT, 1, AccessRuleKind.ALLOW_PROVIDERS));
    }

    @Test
    void theRuleThatTakesTheLastProviderIsNamed() {
        assertThat(decide("gpt-4o", denyProviders(List.of("openai")), denyProviders(List.of("azure"))))
                .isEqualTo(new Denied(Cause.NO_PROVIDER_LEFT, 2, AccessRuleKind.DENY_PROVIDERS))
                .hasToString("no provider left: rule 2 (deny_providers)");
    }

    @Test
    void theProviderAskedForMustBeAmongThoseLeft() {
        AccessQuery azure = AccessQuery.forModel("gpt-4o").withProvider("azure");

        assertThat(decide(azure, denyProviders(List.of("openai")))).isEqualTo(at("azure"));
        assertThat(decide(azure, denyProviders(List.of("azure"))))
                .isEqualTo(new Denied(Cause.NO_PROVIDER_LEFT, 1, AccessRuleKind.DENY_PROVIDERS));
    }

    @Test
    void aProviderThatDoesNotServeTheModelLeavesNone() {
        assertThat(decide(AccessQuery.forModel("gpt-4o").withProvider("groq"), denyModels(List.of())))
                .isEqualTo(new Denied(Cause.NO_PROVIDER_LEFT, 0, null));
    }

    @Test
    void aCallThatNamesTwoProvidersIsServedByNone() {
        assertThat(decide(AccessQuery.forModel("openai/gpt-4o").withProvider("azure"), denyModels(List.of())))
                .isEqualTo(new Denied(Cause.NO_PROVIDER_LEFT, 0, null));
    }

    @Test
    void freeAndPaidAreTheModelsOwn() {
        assertThat(decide("llama-free", allowPricing(FREE))).isEqualTo(at("groq"));
        assertThat(decide("llama-free", allowPricing(PAID))).isEqualTo(by(1, AccessRuleKind.ALLOW_PRICING));
        assertThat(decide("gpt-4o", denyPricing(PAID))).isEqualTo(by(1, AccessRuleKind.DENY_PRICING));
        assertThat(decide("gpt-4o", denyPricing(FREE))).isInstanceOf(Permitted.class);
    }

    @Test
    void aPriceAtTheMaximumIsWithin() {
        assertThat(decide("gpt-4o", allowPricing(atMost("3.00", "12.000")))).isInstanceOf(Permitted.class);
    }

    @Test
    void onePriceAboveTheMaximumOfAnyProviderRefuses() {
        assertThat(decide("gpt-4o", allowPricing(atMost("2.5", "12")))).isEqualTo(by(1, AccessRuleKind.ALLOW_PRICING));
        assertThat(decide("gpt-4o", allowPricing(atMost("3", "11.999999999"))))
                .isEqualTo(by(1, AccessRuleKind.ALLOW_PRICING));
    }

    @Test
    void onlyThePriceOfTheProviderAskedForCounts() {
        assertThat(decide("openai/gpt-4o", allowPricing(atMost("2.5", "10")))).isEqualTo(at("openai"));
        assertThat(decide(AccessQuery.forModel("gpt-4o").withProvider("openai"), allowPricing(atMost("2.5", "10"))))
                .isEqualTo(at("openai"));
    }

    @Test
    void twoPricingsAddUpAsWholes() {
        assertThat(decide("gpt-4o", allowPricing(FREE), allowPricing(atMost("5", "50"))))
                .isInstanceOf(Permitted.class);
        assertThat(decide("gpt-4o", allowPricing(atMost("5", "1")), allowPricing(atMost("1", "50"))))
                .isEqualTo(by(1, AccessRuleKind.ALLOW_PRICING));
    }

    @Test
    void denyingAPricingIgnoresTheMaxima() {
        Pricing paidBelowOneCent = Pricing.of(PricingType.PAID, new BigDecimal("0.01"), null);

        assertThat(decide("gpt-4o", denyPricing(paidBelowOneCent))).isEqualTo(by(1, AccessRuleKind.DENY_PRICING));
        assertThat(decide("unheard-of", denyPricing(atMost("0", "0")))).isEqualTo(at());
    }

    @Test
    void anAllowedAddressPasses() {
        assertThat(decide(from("10.1.2.3"), allowIpCidrs(OFFICE))).isInstanceOf(Permitted.class);
        assertThat(decide(from("11.1.2.3"), allowIpCidrs(OFFICE))).isEqualTo(by(1, AccessRuleKind.ALLOW_IP_CIDRS));
    }

    @Test
    void aDeniedAddressDoesNot() {
        assertThat(decide(from("10.1.2.3"), denyIpCidrs(OFFICE))).isEqualTo(by(1, AccessRuleKind.DENY_IP_CIDRS));
        assertThat(decide(from("11.1.2.3"), denyIpCidrs(OFFICE))).isInstanceOf(Permitted.class);
    }

    @Test
    void anUnknownAddressIsNeitherAllowedNorDenied() {
        assertThat(decide(from(null), allowIpCidrs(OFFICE))).isEqualTo(by(1, AccessRuleKind.ALLOW_IP_CIDRS));
        assertThat(decide(from(null), denyIpCidrs(OFFICE))).isInstanceOf(Permitted.class);
    }

    @Test
    void aCallWithoutAModelIsHeldToAddressRulesAlone() {
        AccessQuery listing = AccessQuery.withoutModel();

        assertThat(decide(listing, allowModels(List.of()), denyProviders(List.of("openai")), allowPricing(FREE)))
                .isEqualTo(at());
        assertThat(decide(listing, allowIpCidrs(OFFICE))).isEqualTo(by(1, AccessRuleKind.ALLOW_IP_CIDRS));
    }

    @Test
    void rulesWithoutEffectPermitEverything() {
        assertThat(AccessRules.of(List.of(
                                denyPricing(atMost("1", "1")),
                                allowModels(List.of()).inactive()))
                        .permitsEverything())
                .isTrue();
        assertThat(AccessRules.of(List.of(allowModels(List.of()))).permitsEverything())
                .isFalse();
    }

    @Test
    void aValueOfAnotherKindIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccessRule.of(AccessRuleKind.ALLOW_IP_CIDRS, Names.of(List.of("gpt-4o"))))
                .withMessage("access rule allow_ip_cidrs: the value is of another kind");
    }

    @Test
    void anEmptyNameIsRefusedByItsPosition() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> allowModels(List.of("gpt-4o", "")))
                .withMessage("name 2: expected 1 to 256 characters without blanks or control characters");
    }

    @Test
    void aMaximumIsHeldToTheFormOfPrices() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pricing.of(null, new BigDecimal("1e9"), null))
                .withMessageStartingWith("maxInputPrice: expected USD per million tokens");
    }

    @Test
    void kindsAndPricingTypesAreReadAsTheyAreWritten() {
        assertThat(AccessRuleKind.parse("deny_ip_cidrs")).contains(AccessRuleKind.DENY_IP_CIDRS);
        assertThat(AccessRuleKind.parse("DENY_IP_CIDRS")).isEmpty();
        assertThat(PricingType.parse("free")).contains(PricingType.FREE);
        assertThat(PricingType.parse("cheap")).isEmpty();
    }
}
