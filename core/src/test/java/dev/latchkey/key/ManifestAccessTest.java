package dev.latchkey.key;

import static dev.latchkey.key.Digests.A;
import static dev.latchkey.key.Digests.B;
import static dev.latchkey.key.KeyManifestTest.entry;
import static dev.latchkey.key.KeyManifestTest.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.access.AccessRule;
import dev.latchkey.access.AccessRuleKind;
import dev.latchkey.access.AccessRuleValue.Pricing;
import dev.latchkey.access.AccessRules;
import dev.latchkey.access.AddressRanges;
import dev.latchkey.access.AllowedModels;
import dev.latchkey.access.PricingType;
import dev.latchkey.quota.Money;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a manifest's entry says about models, access rules and project modes. */
class ManifestAccessTest {
    @ParameterizedTest
    @ValueSource(strings = {"", ", \"allowed_models\": null"})
    void withoutAListEveryModelIsAllowed(String members) {
        assertThat(permits(members)).isSameAs(KeyPermits.unlimited());
    }

    @Test
    void anEmptyListAllowsNoModel() {
        assertThat(permits(", \"allowed_models\": []").models()).isEqualTo(AllowedModels.none());
    }

    @Test
    void allowedModelsAreNamedWithTheirProvider() {
        assertThat(permits(", \"allowed_models\": [\"openai:gpt-4o\", \"azure:*\", \"groq:llama*\"]")
                        .models())
                .isEqualTo(AllowedModels.of(List.of("openai:gpt-4o", "azure:*", "groq:llama*")));
    }

    @Test
    void everyKindOfRuleIsReadInItsOrder() {
        assertThat(rules("""
                        {"rule_type": "allow_models", "rule_value": {"models": ["gpt-4o"]}, "status": "active"},
                        {"rule_type": "deny_models", "rule_value": {"models": ["o1"]}},
                        {"rule_type": "allow_providers", "rule_value": {"providers": ["openai", "azure"]}},
                        {"rule_type": "deny_providers", "rule_value": {"providers": ["groq"]}},
                        {"rule_type": "allow_pricing", "rule_value": {"pricingType": "paid"}},
                        {"rule_type": "deny_pricing", "rule_value": {"pricingType": "free"}},
                        {"rule_type": "allow_ip_cidrs", "rule_value": {"ipCidrs": ["192.0.2.0/24"]}},
                        {"rule_type": "deny_ip_cidrs", "rule_value": {"ipCidrs": ["192.0.2.7", "2001:db8::/32"]}}"""))
                .isEqualTo(asOf(
                        AccessRule.allowModels(List.of("gpt-4o")),
                        AccessRule.denyModels(List.of("o1")),
                        AccessRule.allowProviders(List.of("openai", "azure")),
                        AccessRule.denyProviders(List.of("groq")),
                        AccessRule.allowPricing(Pricing.of(PricingType.PAID, null, null)),
                        AccessRule.denyPricing(Pricing.of(PricingType.FREE, null, null)),
                        AccessRule.allowIpCidrs(AddressRanges.parse(List.of("192.0.2.0/24"))),
                        AccessRule.denyIpCidrs(AddressRanges.parse(List.of("192.0.2.7", "2001:db8::/32")))));
    }

    @Test
    void pricesAreTextOrNumbers() {
        assertThat(
                        rules(
                                "{\"rule_type\": \"allow_pricing\", \"rule_value\": {\"maxInputPrice\": 2.5, \"maxOutputPrice\": \"10.00\"}}"))
                .isEqualTo(asOf(
                        AccessRule.allowPricing(Pricing.of(null, new BigDecimal("2.50"), new BigDecimal("10.00")))));
    }

    @Test
    void theMembersOfARuleMayComeInAnyOrder() {
        assertThat(
                        rules(
                                "{\"status\": \"inactive\", \"rule_value\": {\"models\": [\"o1\"]}, \"rule_type\": \"deny_models\"}"))
                .isEqualTo(asOf(AccessRule.denyModels(List.of("o1")).inactive()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ", \"rule_value\": null"})
    void aRuleWithoutAValueIsKeptAndDoesNothing(String value) {
        KeyPermits permits = permits(", \"access\": [{\"rule_type\": \"allow_models\"" + value + "}]");
        assertThat(permits.rules().rules()).isEqualTo(asOf(AccessRule.withoutValue(AccessRuleKind.ALLOW_MODELS)));
        assertThat(permits.rules().permitsEverything()).isTrue();
    }

    @Test
    void anInactiveRuleWithoutAValueIsKeptAsBoth() {
        assertThat(rules("{\"rule_type\": \"deny_providers\", \"status\": \"inactive\"}"))
                .isEqualTo(asOf(
                        AccessRule.withoutValue(AccessRuleKind.DENY_PROVIDERS).inactive()));
    }

    @Test
    void anEmptyListOfNamesIsAValue() {
        assertThat(rules("{\"rule_type\": \"allow_models\", \"rule_value\": {\"models\": []}}"))
                .isEqualTo(asOf(AccessRule.allowModels(List.of())));
    }

    @ParameterizedTest
    @EnumSource
    void everyKindMayBeLeftWithoutAValue(AccessRuleKind kind) {
        assertThat(rules("{\"rule_type\": \"" + kind + "\"}")).isEqualTo(asOf(AccessRule.withoutValue(kind)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"api-keys", "credits", "hybrid", "barter"})
    void aProjectModeIsAnyText(String mode) {
        assertThat(permits(", \"project_mode\": \"" + mode + "\"").projectMode())
                .contains(mode);
    }

    @Test
    void aProjectModeSaysWhichProviderKeysThereAreAndWhatCreditIsLeft() {
        KeyPermits permits = permits(
                ", \"credits\": \"12.50\", \"provider_keys\": [\"openai\", \"azure\"], \"project_mode\": \"hybrid\"");
        assertThat(permits.providerKeys()).containsExactlyInAnyOrder("openai", "azure");
        assertThat(permits.credits()).isEqualTo(Money.parse("12.50"));
    }

    @Test
    void aProjectModeWithoutMoreHasNeither() {
        KeyPermits permits = permits(", \"project_mode\": \"hybrid\", \"provider_keys\": []");
        assertThat(permits.providerKeys()).isEmpty();
        assertThat(permits.credits()).isEqualTo(Money.ZERO);
    }

    @Test
    void secretsOfOneKeyThatAgreeAboutItsRulesAreOneKey() {
        String rules = ", \"id\": \"k\", \"access\": [{\"rule_type\": \"allow_pricing\", \"rule_value\":"
                + " {\"maxInputPrice\": PRICE}}]";
        assertThat(KeyManifest.parse(manifest(
                                entry(
                                        "a",
                                        A,
                                        rules.replace("PRICE", "2.5")
                                                + ", \"secret_expires_at\": \"2027-01-01T00:00:00Z\""),
                                entry("a", B, rules.replace("PRICE", "\"2.500\""))))
                        .records())
                .hasSize(1);
    }

    @Test
    void aRuleMayHaveAnId() {
        assertThat(rules("{\"id\": \"no-o1\", \"rule_type\": \"deny_models\", \"rule_value\": {\"models\": [\"o1\"]}}"))
                .containsExactly(AccessRule.denyModels(List.of("o1")).withId("no-o1"));
    }

    private static List<AccessRule> rules(String json) {
        return permits(", \"access\": [" + json + "]").rules().rules();
    }

    /** As a key has them, each with its id. */
    private static List<AccessRule> asOf(AccessRule... rules) {
        return AccessRules.of(List.of(rules)).rules();
    }

    private static KeyPermits permits(String members) {
        return KeyManifest.parse(manifest(entry("a", A, members)))
                .records()
                .get(0)
                .permits();
    }
}
