package dev.latchkey.examples.gateway;

import static dev.latchkey.examples.gateway.TestGateway.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** any-llm's keys: for whom they speak, which models they name, and in which order they are refused. */
class KeyUsersTest {
    private static final String CHAT = "/v1/chat/completions";
    private static final String MESSAGES = "/v1/messages";
    private static final String ALICE = "\"user\":\"alice\"";
    private static final String IMPLICIT = "\"id\":\"k1\"";
    private static final String MINI_ONLY = "\"allowed_models\":[\"openai:gpt-4o-mini\"]";
    private static final String SPENT = "\"usage_limit\":\"0\"";
    private static final String MISMATCH =
            "403 {\"detail\":\"'user' field does not match the authenticated API key's user\"}";
    private static final String NOT_PERMITTED =
            "403 {\"detail\":\"Model 'gpt-4o' is not permitted for this API key.\"}";
    private static final String OVER_BUDGET = "403 {\"detail\":\"User 'alice' has exceeded budget limit\"}";

    @TempDir
    Path directory;

    static Stream<Arguments> users() {
        return OnBothServers.each(
                arguments(ALICE, CHAT, "\"user\":\"bob\"", MISMATCH),
                arguments(ALICE, CHAT, "\"user\":\"alice\"", "200"),
                arguments(ALICE, CHAT, "\"user\":null", "200"),
                arguments(ALICE, CHAT, "\"n\":1", "200"),
                arguments(ALICE, CHAT, "\"metadata\":{\"user_id\":\"bob\"}", "200"),
                arguments(ALICE, MESSAGES, "\"metadata\":{\"user_id\":\"bob\"}", MISMATCH),
                arguments(ALICE, MESSAGES, "\"metadata\":{\"user_id\":\"alice\"}", "200"),
                arguments(ALICE, MESSAGES, "\"user\":\"bob\"", "200"),
                arguments(IMPLICIT, CHAT, "\"user\":\"apikey-k1\"", "200"),
                arguments(IMPLICIT, CHAT, "\"user\":\"k1\"", MISMATCH),
                arguments(IMPLICIT, CHAT, "\"n\":1", "200"));
    }

    @ParameterizedTest(name = "{1} on {2} with {3} on {0}: {4}")
    @MethodSource("users")
    void aKeySpeaksForItsOwnUserOnly(ServerKind server, String key, String path, String user, String expected)
            throws Exception {
        try (TestGateway gateway = holding(server, key)) {
            assertThat(told(gateway.post(path, "{" + user + "}"))).startsWith(expected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aKeyWithoutAUserIsToldAsItsImplicitOne(ServerKind server) throws Exception {
        try (TestGateway gateway = holding(server, IMPLICIT)) {
            assertThat(gateway.get("/v1/echo").body()).contains("\"user\":\"apikey-k1\"");
        }
    }

    static Stream<Arguments> models() {
        return OnBothServers.each(
                arguments("gpt-4o-mini", 200),
                arguments("openai:gpt-4o-mini", 200),
                arguments("openai/gpt-4o-mini", 200),
                arguments("azure:gpt-4o-mini", 403),
                arguments("gpt-4o", 403),
                arguments("openai:gpt-4o", 403),
                arguments("nobody-knows-it", 403),
                arguments("", 400));
    }

    @ParameterizedTest(name = "{1} on {0}: {2}")
    @MethodSource("models")
    void aKeyNamesItsModelsOnly(ServerKind server, String model, int status) throws Exception {
        try (TestGateway gateway = holding(server, MINI_ONLY)) {
            assertThat(gateway.chat(model).statusCode()).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anotherModelIsRefusedInThePublishedWords(ServerKind server) throws Exception {
        try (TestGateway gateway = holding(server, MINI_ONLY)) {
            assertThat(told(gateway.chat("gpt-4o"))).isEqualTo(NOT_PERMITTED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aModelThatHasToBeKnownIsMissedInAnyLlmsEnvelope(ServerKind server) throws Exception {
        try (TestGateway gateway = holding(server, MINI_ONLY)) {
            assertThat(told(gateway.post(CHAT, "{}")))
                    .isEqualTo("400 {\"detail\":\"'model' is required in the request body.\"}");
        }
    }

    @ParameterizedTest
    @EnumSource
    void overItsBudgetItIsRefusedInThePublishedWords(ServerKind server) throws Exception {
        try (TestGateway gateway = holding(server, ALICE, "\"usage_limit\":\"10.00\"")) {
            assertThat(told(gateway.chat("gpt-4o"))).isEqualTo(OVER_BUDGET);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theImplicitUsersBudgetIsToldByItsName(ServerKind server) throws Exception {
        try (TestGateway gateway = holding(server, IMPLICIT, SPENT)) {
            assertThat(told(gateway.chat("gpt-4o")))
                    .isEqualTo("403 {\"detail\":\"User 'apikey-k1' has exceeded budget limit\"}");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFreeModelPassesWithoutAnyBudget(ServerKind server) throws Exception {
        try (TestGateway gateway = holding(server, ALICE, SPENT)) {
            assertThat(gateway.chat("llama-free").statusCode() + " "
                            + gateway.chat("groq/llama-free").statusCode())
                    .isEqualTo("200 200");
        }
    }

    static Stream<Arguments> refusals() {
        String denied = "\"model\":\"gpt-4o\"";
        return OnBothServers.each(
                arguments(MINI_ONLY, true, denied + ",\"user\":\"bob\"", MISMATCH),
                arguments(MINI_ONLY, true, denied, "429 {\"detail\":\"Rate limit exceeded\"}"),
                arguments(MINI_ONLY + "," + SPENT, false, denied, NOT_PERMITTED),
                arguments(SPENT, true, denied, "429 {\"detail\":\"Rate limit exceeded\"}"),
                arguments(SPENT, false, denied, OVER_BUDGET));
    }

    @ParameterizedTest(name = "with {1}, beyond the rate limit: {2}, {3} on {0} is answered {4}")
    @MethodSource("refusals")
    void ofSeveralRefusalsTheFirstInThePublishedOrderIsTold(
            ServerKind server, String key, boolean limited, String body, String expected) throws Exception {
        try (TestGateway gateway =
                TestGateway.holding(server, "any-llm", directory, ALICE + "," + key, "--rate-limit-rpm", "1")) {
            if (limited) {
                gateway.post(CHAT, "{\"model\":\"" + (key.equals(SPENT) ? "llama-free" : "gpt-4o-mini") + "\"}");
            }
            HttpResponse<String> refused = gateway.post(CHAT, "{" + body + "}");
            assertThat(told(refused)).isEqualTo(expected);
        }
    }

    private TestGateway holding(ServerKind server, String... members) throws Exception {
        return TestGateway.holding(server, "any-llm", directory, String.join(",", members));
    }
}
