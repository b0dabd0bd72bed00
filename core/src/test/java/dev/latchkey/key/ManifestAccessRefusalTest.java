package dev.latchkey.key;

import static dev.latchkey.key.Digests.A;
import static dev.latchkey.key.Digests.B;
import static dev.latchkey.key.KeyManifestTest.entry;
import static dev.latchkey.key.KeyManifestTest.manifest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A manifest whose rules cannot be is refused as a whole, with the member and what was expected. */
class ManifestAccessRefusalTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"allowed_models\": \"openai:*\" | allowed_models: expected an array of texts, found text",
                "\"allowed_models\": [7] | allowed_models: expected text, found a number",
                "\"allowed_models\": [\"openai:*\", \"gpt-4o\"] | allowed_models: allowed model 2: expected provider:model",
                "\"allowed_models\": [\"openai:g*o\"] | allowed_models: allowed model 1: a star may stand only at the end",
                "\"access\": {} | access: expected an array of rules, found an object",
                "\"access\": null | access: expected an array of rules, found null; leave the member out",
                "\"access\": [] | access: expected at least one rule; leave the member out for none",
                "\"provider_keys\": [\"openai\"] | provider_keys: goes with project_mode only; remove it, or set project_mode",
                "\"credits\": \"1.00\" | credits: goes with project_mode only; remove it, or set project_mode",
                "\"project_mode\": null | project_mode: expected text, found null; leave the member out",
                "\"project_mode\": \"\" | project_mode: expected text of 1 to 64 characters",
                "\"project_mode\": \"hybrid\", \"provider_keys\": \"openai\" | provider_keys: expected an array of texts",
                "\"project_mode\": \"hybrid\", \"provider_keys\": [\"a\", \"a b\"] | provider_keys: name 2: expected 1 to 256",
                "\"project_mode\": \"hybrid\", \"provider_keys\": [\"a\", \"a:b\"] | provider_keys: name 2: expected a provider",
                "\"project_mode\": \"hybrid\", \"provider_keys\": [\"a/b\"] | provider_keys: name 1: expected a provider",
                "\"project_mode\": \"credits\", \"credits\": \"-1\" | credits: expected an amount such as 3.00",
                "\"project_mode\": \"credits\", \"credits\": 1e2 | credits: expected an amount such as 3.00",
            })
    void aValueThatCannotBeIsRefusedByMemberAndPosition(String member, String problem) {
        refused(", " + member, problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7 | expected an object, found a number",
                "{} | expected the member rule_type",
                "{\"rule_value\": {\"models\": []}} | expected the member rule_type",
                "{\"rule_type\": \"allow\"} | rule_type: expected one of allow_models, allow_providers, allow_pricing",
                "{\"rule_type\": \"ALLOW_MODELS\"} | rule_type: expected one of allow_models",
                "{\"rule_type\": \"allow_models\", \"status\": \"deleted\"} | status: expected active or inactive",
                "{\"rule_type\": \"allow_models\", \"status\": null} | status: expected text, found null",
                "{\"rule_type\": \"allow_models\", \"name\": \"x\"} | unknown member name",
                "{\"rule_type\": \"allow_models\", \"id\": null} | id: expected text, found null",
                "{\"rule_type\": \"allow_models\", \"id\": \"a/b\"} | id: expected 1 to 64 characters: letters",
                "{\"rule_type\": \"allow_models\", \"id\": \"..\"} | id: expected 1 to 64 characters: letters",
                "{\"rule_type\": \"allow_models\", \"id\": \"taken\"} | id: another rule has it; give each its own",
                "{\"rule_type\": \"allow_models\", \"rule_value\": []} | rule_value: expected an object, found an array",
                "{\"rule_type\": \"allow_models\", \"rule_value\": {}} | rule_value: expected models",
                "{\"rule_type\": \"deny_providers\", \"rule_value\": {}} | rule_value: expected providers",
                "{\"rule_type\": \"deny_pricing\", \"rule_value\": {}} | rule_value: expected pricingType, maxInputPrice",
                "{\"rule_type\": \"deny_ip_cidrs\", \"rule_value\": {}} | rule_value: expected ipCidrs",
                "{\"rule_type\": \"allow_models\", \"rule_value\": {\"providers\": []}} | rule_value: expected models and nothing",
                "{\"rule_type\": \"allow_models\", \"rule_value\": {\"models\": [], \"providers\": []}} | rule_value: expected models and",
                "{\"rule_type\": \"allow_pricing\", \"rule_value\": {\"pricingType\": \"paid\", \"models\": []}} | rule_value: expected pricing",
                "{\"rule_type\": \"allow_models\", \"rule_value\": {\"model\": []}} | rule_value: unknown member model",
                "{\"rule_type\": \"allow_models\", \"rule_value\": {\"models\": null}} | rule_value: models: expected an array of texts",
                "{\"rule_type\": \"allow_models\", \"rule_value\": {\"models\": [1]}} | rule_value: models: expected text, found a num",
                "{\"rule_type\": \"allow_models\", \"rule_value\": {\"models\": [\"a\", \"a b\"]}} | rule_value: name 2: expected 1 to",
                "{\"rule_type\": \"deny_pricing\", \"rule_value\": {\"pricingType\": \"cheap\"}} | rule_value: pricingType: expected free",
                "{\"rule_type\": \"allow_pricing\", \"rule_value\": {\"maxInputPrice\": -1}} | rule_value: maxInputPrice: expected an am",
                "{\"rule_type\": \"allow_pricing\", \"rule_value\": {\"maxInputPrice\": 1e3}} | rule_value: maxInputPrice: expected an am",
                "{\"rule_type\": \"allow_pricing\", \"rule_value\": {\"maxOutputPrice\": \"NaN\"}} | rule_value: maxOutputPrice: expected",
                "{\"rule_type\": \"allow_ip_cidrs\", \"rule_value\": {\"ipCidrs\": [\"10.0.0.0/33\"]}} | rule_value: ipCidrs: entry 1: addr",
            })
    void aRuleThatCannotBeIsRefusedByItsNumber(String rule, String problem) {
        String fine = "{\"id\": \"taken\", \"rule_type\": \"deny_models\", \"rule_value\": {\"models\": [\"o1\"]}}";
        refused(", \"access\": [" + fine + ", " + rule + "]", "access: number 2: " + problem);
    }

    @Test
    void aMemberOfARuleThatStandsThereTwiceIsRefused() {
        refused(
                ", \"access\": [{\"rule_type\": \"deny_models\", \"rule_value\": {\"models\": [], \"models\": []}}]",
                "a member stands there twice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"allowed_models\": []",
                "\"access\": [{\"rule_type\": \"deny_models\", \"rule_value\": {\"models\": [\"o1\"]}}]",
                "\"project_mode\": \"credits\"",
                "\"project_mode\": \"credits\", \"credits\": 1",
                "\"project_mode\": \"api-keys\", \"provider_keys\": [\"openai\"]",
            })
    void secretsOfOneKeyThatDisagreeAboutItsRulesAreRefused(String member) {
        String end = ", \"id\": \"k\", \"secret_expires_at\": \"2027-01-01T00:00:00Z\"";
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        KeyManifest.parse(manifest(entry("a", A, ", \"id\": \"k\", " + member), entry("a", B, end))))
                .withMessageContaining("entry 2 (a): the same id as entry 1, but other members differ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"allowed_models\": [\"gw_sk_CANARYCANARYCANARY\"]",
                "\"project_mode\": \"hybrid\", \"credits\": \"gw_sk_CANARYCANARYCANARY\"",
                "\"project_mode\": \"hybrid\", \"provider_keys\": [\"gw_sk:CANARYCANARYCANARY\"]",
                "\"project_mode\": \"\\u0007gw_sk_CANARYCANARYCANARY\"",
                "\"access\": [{\"rule_type\": \"gw_sk_CANARYCANARYCANARY\"}]",
                "\"access\": [{\"gw_sk_CANARYCANARYCANARY\": 1}]",
                "\"access\": [{\"rule_type\": \"deny_models\", \"id\": \"/gw_sk_CANARYCANARYCANARY\"}]",
                "\"access\": [{\"rule_type\": \"deny_models\", \"status\": \"gw_sk_CANARYCANARYCANARY\"}]",
                "\"access\": [{\"rule_value\": {\"gw_sk_CANARYCANARYCANARY\": 1}}]",
                "\"access\": [{\"rule_value\": {\"pricingType\": \"gw_sk_CANARYCANARYCANARY\"}}]",
                "\"access\": [{\"rule_value\": {\"ipCidrs\": [\"gw_sk_CANARYCANARYCANARY\"]}}]",
                "\"access\": [{\"rule_type\": \"deny_models\", \"rule_value\": {\"models\": [\"gw sk_CANARYCANARYCANARY\"]}}]",
            })
    void aSecretInTheWrongPlaceIsNeverRepeated(String member) {
        Throwable refusal = catchThrowable(() -> KeyManifest.parse(manifest(entry("a", A, ", " + member))));
        assertThat(refusal).isInstanceOf(IllegalArgumentException.class);
        for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
            assertThat(cause.toString()).doesNotContain("CANARY");
        }
    }

    private static void refused(String members, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyManifest.parse(manifest(entry("a", A, members))))
                .withMessageContaining("entry 1 (a): ")
                .withMessageContaining(problem);
    }
}
