package dev.latchkey.examples.gateway;

import static dev.latchkey.examples.gateway.TestGateway.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** llm-gateway's access rules, each kind by itself and several together. */
class AccessRulesTest {
    private static final String DENIED = "403 {\"error\":true,\"status\":403,"
            + "\"message\":\"Access denied: The IAM rules of the API key do not allow this request.\"}";
    private static final String GPT_4O_ONLY = rule("allow_models", "\"models\":[\"gpt-4o\"]");

    @TempDir
    Path directory;

    static Stream<Arguments> rules() {
        return OnBothServers.each(
                arguments(GPT_4O_ONLY, "gpt-4o", "200"),
                arguments(GPT_4O_ONLY, "azure/gpt-4o", "200"),
                arguments(GPT_4O_ONLY, "gpt-4o-mini", DENIED),
                arguments(rule("allow_models", "\"models\":[]"), "gpt-4o", DENIED),
                arguments(rule("deny_models", "\"models\":[\"gpt-4o\"]"), "gpt-4o-mini", "200"),
                arguments(rule("deny_models", "\"models\":[\"gpt-4o\"]"), "openai:gpt-4o", DENIED),
                arguments(rule("allow_providers", "\"providers\":[\"azure\"]"), "gpt-4o", "200"),
                arguments(rule("allow_providers", "\"providers\":[\"azure\"]"), "openai/gpt-4o", none("openai/gpt-4o")),
                arguments(rule("allow_providers", "\"providers\":[\"azure\"]"), "llama-free", none("llama-free")),
                arguments(rule("deny_providers", "\"providers\":[\"openai\"]"), "gpt-4o", "200"),
                arguments(rule("deny_providers", "\"providers\":[\"openai\",\"azure\"]"), "gpt-4o", none("gpt-4o")),
                arguments(rule("allow_pricing", "\"pricingType\":\"free\""), "llama-free", "200"),
                arguments(rule("allow_pricing", "\"pricingType\":\"free\""), "gpt-4o", DENIED),
                arguments(rule("allow_pricing", "\"maxInputPrice\":\"2.50\""), "gpt-4o", "200"),
                arguments(rule("allow_pricing", "\"maxInputPrice\":2.49"), "gpt-4o", DENIED),
                arguments(rule("allow_pricing", "\"maxOutputPrice\":10"), "claude-sonnet-4", DENIED),
                arguments(rule("deny_pricing", "\"pricingType\":\"free\""), "gpt-4o", "200"),
                arguments(rule("deny_pricing", "\"pricingType\":\"free\""), "llama-free", DENIED),
                arguments(rule("deny_pricing", "\"maxInputPrice\":0"), "gpt-4o", "200"),
                arguments(rule("allow_ip_cidrs", "\"ipCidrs\":[\"127.0.0.0/8\"]"), "gpt-4o", "200"),
                arguments(rule("allow_ip_cidrs", "\"ipCidrs\":[\"192.0.2.0/24\"]"), "gpt-4o", DENIED),
                arguments(rule("deny_ip_cidrs", "\"ipCidrs\":[\"192.0.2.0/24\"]"), "gpt-4o", "200"),
                arguments(rule("deny_ip_cidrs", "\"ipCidrs\":[\"127.0.0.1\"]"), "gpt-4o", DENIED));
    }

    @ParameterizedTest(name = "{1} and {2} on {0}: {3}")
    @MethodSource("rules")
    void eachKindOfRuleDoesWhatItSays(ServerKind server, String rule, String model, String expected) throws Exception {
        assertThat(asked(server, model, rule)).startsWith(expected);
    }

    @ParameterizedTest
    @EnumSource
    void withoutAProviderLeftThePublishedSentenceIsTold(ServerKind server) throws Exception {
        Path catalog = Files.writeString(directory.resolve("catalog"), """
                {"models": [{"id": "gpt-4", "providers": [
                  {"id": "openai", "input_price": "30", "output_price": "60"}]}]}""");
        String rules = "\"access\":[" + rule("deny_providers", "\"providers\":[\"openai\"]") + "]";
        try (TestGateway gateway =
                TestGateway.holding(server, "llm-gateway", directory, rules, "--catalog", catalog.toString())) {
            assertThat(told(gateway.chat("gpt-4")))
                    .isEqualTo("403 {\"error\":true,\"status\":403,\"message\":"
                            + "\"Access denied: No providers are allowed for model gpt-4 after applying IAM rules.\"}");
        }
    }

    @ParameterizedTest
    @EnumSource
    void allowRulesOfOneKindAddUp(ServerKind server) throws Exception {
        String mini = rule("allow_models", "\"models\":[\"gpt-4o-mini\"]");
        assertThat(asked(server, "gpt-4o", GPT_4O_ONLY, mini)).startsWith("200");
        assertThat(asked(server, "gpt-4o-mini", GPT_4O_ONLY, mini)).startsWith("200");
        assertThat(asked(server, "llama-free", GPT_4O_ONLY, mini)).isEqualTo(DENIED);
    }

    @ParameterizedTest
    @EnumSource
    void allowRulesOfTwoKindsHaveToAgree(ServerKind server) throws Exception {
        String anthropic = rule("allow_providers", "\"providers\":[\"anthropic\"]");
        assertThat(asked(server, "gpt-4o", GPT_4O_ONLY, anthropic)).isEqualTo(none("gpt-4o"));
        assertThat(asked(server, "claude-sonnet-4", GPT_4O_ONLY, anthropic)).isEqualTo(DENIED);
    }

    @ParameterizedTest
    @EnumSource
    void aDenyRuleWinsOverAnAllowRule(ServerKind server) throws Exception {
        String both = rule("allow_models", "\"models\":[\"gpt-4o\",\"gpt-4o-mini\"]");
        String deny = rule("deny_models", "\"models\":[\"gpt-4o-mini\"]");
        assertThat(asked(server, "gpt-4o", deny, both)).startsWith("200");
        assertThat(asked(server, "gpt-4o-mini", deny, both)).isEqualTo(DENIED);
    }

    @ParameterizedTest
    @EnumSource
    void anUnknownModelIsDeniedWhereThereAreRulesOnly(ServerKind server) throws Exception {
        assertThat(asked(server, "gpt-3", rule("deny_models", "\"models\":[\"gpt-4o\"]")))
                .isEqualTo(DENIED);
        try (TestGateway gateway = TestGateway.holding(server, "llm-gateway", directory, "\"id\":\"k\"")) {
            assertThat(gateway.chat("gpt-3").statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRuleThatIsInactiveOrWithoutAValueDoesNothing(ServerKind server) throws Exception {
        String inactive = "{\"rule_type\":\"allow_models\",\"rule_value\":{\"models\":[]},\"status\":\"inactive\"}";
        assertThat(asked(server, "gpt-3", inactive, "{\"rule_type\":\"deny_models\",\"rule_value\":null}"))
                .startsWith("200");
    }

    @ParameterizedTest
    @EnumSource
    void aCallWithoutAModelIsHeldToAddressRulesAlone(ServerKind server) throws Exception {
        String elsewhere = rule("allow_ip_cidrs", "\"ipCidrs\":[\"192.0.2.0/24\"]");
        try (TestGateway here = holding(server, GPT_4O_ONLY)) {
            assertThat(here.get("/v1/models").statusCode()).isEqualTo(200);
        }
        try (TestGateway there = holding(server, elsewhere)) {
            assertThat(told(there.get("/v1/models"))).isEqualTo(DENIED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSpentUsageLimitIsToldBeforeTheRules(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.holding(
                server, "llm-gateway", directory, "\"usage_limit\":\"0\",\"access\":[" + GPT_4O_ONLY + "]")) {
            assertThat(told(gateway.chat("gpt-4o-mini")))
                    .isEqualTo("401 {\"error\":true,\"status\":401,"
                            + "\"message\":\"Unauthorized: LLMGateway API key reached its usage limit.\"}");
        }
    }

    private String asked(ServerKind server, String model, String... rules) throws Exception {
        try (TestGateway gateway = holding(server, rules)) {
            return told(gateway.chat(model));
        }
    }

    private TestGateway holding(ServerKind server, String... rules) throws Exception {
        return TestGateway.holding(server, "llm-gateway", directory, "\"access\":[" + String.join(",", rules) + "]");
    }

    private static String rule(String type, String value) {
        return "{\"rule_type\":\"" + type + "\",\"rule_value\":{" + value + "}}";
    }

    private static String none(String model) {
        return "403 {\"error\":true,\"status\":403,\"message\":\"Access denied: No providers are allowed for model "
                + model + " after applying IAM rules.\"}";
    }
}
