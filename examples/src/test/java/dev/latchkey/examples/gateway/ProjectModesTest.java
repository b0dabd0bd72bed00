package dev.latchkey.examples.gateway;

import static dev.latchkey.examples.gateway.TestGateway.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** llm-gateway's project modes: how a call is paid for. */
class ProjectModesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NO_CREDITS =
            "402 {\"error\":true,\"status\":402," + "\"message\":\"Organization has insufficient credits\"}";
    private static final String NEITHER = "402 {\"error\":true,\"status\":402,"
            + "\"message\":\"No API key set for provider and organization has insufficient credits\"}";

    @TempDir
    Path directory;

    static Stream<Arguments> modes() {
        return OnBothServers.each(
                arguments("api-keys", "\"provider_keys\":[\"openai\"]", "gpt-4o", "200"),
                arguments("api-keys", "\"provider_keys\":[\"azure\"]", "gpt-4o", "200"),
                arguments("api-keys", "\"provider_keys\":[\"azure\"]", "openai/gpt-4o", noKey("openai")),
                arguments("api-keys", "\"provider_keys\":[\"azure\"]", "claude-sonnet-4", noKey("anthropic")),
                arguments("api-keys", "\"credits\":\"100\"", "gpt-4o", noKey("openai")),
                arguments("credits", "\"credits\":\"100\"", "gpt-4o", "200"),
                arguments("credits", "\"credits\":\"0\"", "gpt-4o", NO_CREDITS),
                arguments("credits", "\"provider_keys\":[\"openai\"]", "gpt-4o", NO_CREDITS),
                arguments("hybrid", "\"provider_keys\":[\"openai\"]", "gpt-4o", "200"),
                arguments("hybrid", "\"credits\":\"100\"", "gpt-4o", "200"),
                arguments("hybrid", "\"provider_keys\":[\"openai\"]", "claude-sonnet-4", NEITHER),
                arguments(
                        "barter",
                        "\"credits\":\"100\"",
                        "gpt-4o",
                        "400 {\"error\":true,\"status\":400,\"message\":\"Invalid project mode: barter\"}"));
    }

    @ParameterizedTest(name = "{1} with {2} and {3} on {0}: {4}")
    @MethodSource("modes")
    void eachModePaysInItsWay(ServerKind server, String mode, String members, String model, String expected)
            throws Exception {
        try (TestGateway gateway = in(server, mode, members)) {
            assertThat(told(gateway.chat(model))).startsWith(expected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void creditsAreSpentDownToNothingByTheCallsThatWereMade(ServerKind server) throws Exception {
        try (TestGateway gateway = in(server, "credits", "\"credits\":\"1.20\"")) {
            assertThat(gateway.chat("gpt-4o-mini").statusCode()).isEqualTo(200);
            assertThat(gateway.chat("gpt-4o-mini").statusCode()).isEqualTo(200);
            assertThat(told(gateway.chat("gpt-4o-mini"))).isEqualTo(NO_CREDITS);
        }
    }

    @ParameterizedTest
    @EnumSource
    void hybridSpendsCreditsWhereThereIsNoKeyOnly(ServerKind server) throws Exception {
        try (TestGateway gateway = in(server, "hybrid", "\"provider_keys\":[\"anthropic\"],\"credits\":\"0.50\"")) {
            gateway.chat("claude-sonnet-4");
            assertThat(credits(gateway).path("spent").asText()).isEqualTo("0.00");
            gateway.chat("gpt-4o-mini");
            assertThat(told(gateway.chat("gpt-4o-mini"))).isEqualTo(NEITHER);
            assertThat(gateway.chat("claude-sonnet-4").statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void usageShowsWhatIsLeftOfTheCredits(ServerKind server) throws Exception {
        try (TestGateway gateway = in(server, "credits", "\"credits\":\"1.20\"")) {
            gateway.chat("gpt-4o-mini");
            assertThat(credits(gateway))
                    .isEqualTo(JSON.readTree("{\"name\":\"credits\",\"cap\":\"1.20\",\"spent\":\"0.6000003\","
                            + "\"held\":\"0.00\",\"remaining\":\"0.5999997\",\"resets_at\":null}"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatCostsNothingUpstreamIsNotAskedAbout(ServerKind server) throws Exception {
        try (TestGateway gateway = in(server, "barter", "\"credits\":\"0\"")) {
            assertThat(gateway.get("/v1/models").statusCode() + " "
                            + gateway.post("/v1/echo", "{\"model\":\"gpt-4o\"}").statusCode())
                    .isEqualTo("200 200");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theRulesAreAskedBeforeTheMode(ServerKind server) throws Exception {
        String deny = "\"access\":[{\"rule_type\":\"deny_models\",\"rule_value\":{\"models\":[\"gpt-4o\"]}}]";
        try (TestGateway gateway = in(server, "barter", deny)) {
            assertThat(told(gateway.chat("gpt-4o"))).startsWith("403 ");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aProviderThatTheRulesLeaveOutNeedsNoKey(ServerKind server) throws Exception {
        String deny = "\"access\":[{\"rule_type\":\"deny_providers\",\"rule_value\":{\"providers\":[\"openai\"]}}]";
        try (TestGateway gateway = in(server, "api-keys", deny + ",\"provider_keys\":[\"openai\"]")) {
            assertThat(told(gateway.chat("gpt-4o"))).isEqualTo(noKey("azure"));
        }
    }

    private TestGateway in(ServerKind server, String mode, String members) throws Exception {
        return TestGateway.holding(server, "llm-gateway", directory, "\"project_mode\":\"" + mode + "\"," + members);
    }

    private static JsonNode credits(TestGateway gateway) throws Exception {
        return JSON.readTree(gateway.get("/usage").body()).path("budgets").path(0);
    }

    private static String noKey(String provider) {
        return "400 {\"error\":true,\"status\":400,\"message\":\"No API key set for provider: " + provider + "\"}";
    }
}
