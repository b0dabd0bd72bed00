package dev.latchkey.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which models a key is shown: those that it may name. */
class ModelsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SOME = "\"allowed_models\":[\"openai:gpt-4o\",\"groq:*\"]";
    private static final String PAID =
            "\"access\":[{\"rule_type\":\"deny_pricing\",\"rule_value\":{\"pricingType\":\"free\"}}]";

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void theListLeavesOutWhatTheKeysListDoesNotName(ServerKind server) throws Exception {
        assertThat(listed(server, "any-llm", SOME)).isEqualTo("[gpt-4o, llama-free] gpt-4o llama-free");
    }

    @ParameterizedTest
    @EnumSource
    void theListLeavesOutWhatTheKeysRulesDeny(ServerKind server) throws Exception {
        assertThat(listed(server, "llm-gateway", PAID))
                .isEqualTo("[gpt-4o, gpt-4o-mini, claude-sonnet-4] gpt-4o claude-sonnet-4");
    }

    @ParameterizedTest
    @EnumSource
    void aKeyThatMayNameNoneIsShownAnEmptyList(ServerKind server) throws Exception {
        assertThat(listed(server, "any-llm", "\"allowed_models\":[]")).isEqualTo("[] null null");
    }

    @ParameterizedTest
    @EnumSource
    void whereNobodyIsAskedForAKeyEveryModelIsListed(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.holding(server, "free-ai", directory, "\"allowed_models\":[]")) {
            assertThat(ids(gateway.get("/v1/models")))
                    .hasToString("[gpt-4o, gpt-4o-mini, claude-sonnet-4, llama-free]");
        }
    }

    @ParameterizedTest(name = "{1} on {0}")
    @CsvSource({
        "JETTY, gpt-4o, gpt-4o",
        "JETTY, openai/gpt-4o, openai/gpt-4o",
        "JETTY, openai:gpt-4o, openai:gpt-4o",
        "JETTY, openai%3Agpt-4o, openai:gpt-4o",
        "NETTY, gpt-4o, gpt-4o",
        "NETTY, openai/gpt-4o, openai/gpt-4o",
        "NETTY, openai:gpt-4o, openai:gpt-4o",
        "NETTY, openai%3Agpt-4o, openai:gpt-4o",
    })
    void oneModelHasTheShapeThatItHasInTheList(ServerKind server, String segment, String id) throws Exception {
        try (TestGateway gateway = TestGateway.holding(server, "any-llm", directory, SOME)) {
            JsonNode shown = JSON.readTree(gateway.get("/v1/models/" + segment).body());
            assertThat(shown)
                    .isEqualTo(JSON.readTree("{\"id\":\"" + id + "\",\"object\":\"model\",\"created\":1735689600,"
                            + "\"owned_by\":\"stand-in\",\"type\":\"model\",\"display_name\":\"" + id
                            + "\",\"created_at\":\"2025-01-01T00:00:00Z\"}"));
        }
    }

    @ParameterizedTest(name = "{1} on {0}")
    @CsvSource({
        "JETTY, gpt-4o-mini", "JETTY, azure/gpt-4o", "JETTY, azure:gpt-4o", "JETTY, no-such-model",
        "JETTY, openai+gpt-4o", "JETTY, gpt-4o/", "JETTY, GPT-4O", "JETTY, %7Bmodel%7D",
        "NETTY, gpt-4o-mini", "NETTY, azure/gpt-4o", "NETTY, azure:gpt-4o", "NETTY, no-such-model",
        "NETTY, openai+gpt-4o", "NETTY, gpt-4o/", "NETTY, GPT-4O", "NETTY, %7Bmodel%7D",
    })
    void aModelThatTheKeyMayNotNameDoesNotExist(ServerKind server, String segment) throws Exception {
        try (TestGateway gateway = TestGateway.holding(server, "any-llm", directory, SOME)) {
            HttpResponse<String> answer = gateway.get("/v1/models/" + segment);
            assertThat(answer.statusCode() + " " + answer.body())
                    .isEqualTo("404 {\"upstream_error\":\"no such model\"}");
        }
    }

    @ParameterizedTest(name = "{1} on {0}")
    @CsvSource({"JETTY, openai%2Fgpt-4o", "JETTY, %67pt-4o", "NETTY, openai%2Fgpt-4o", "NETTY, %67pt-4o"})
    void aNeedlessEscapeIsAnOddPathAsEverywhere(ServerKind server, String segment) throws Exception {
        try (TestGateway gateway = TestGateway.holding(server, "standard", directory, SOME)) {
            assertThat(gateway.get("/v1/models/" + segment).statusCode()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneModelRequiresTheScopeOfTheList(ServerKind server) throws Exception {
        try (TestGateway without = TestGateway.holding(server, "standard", directory, "\"scopes\":[\"chat:write\"]");
                TestGateway with = TestGateway.holding(server, "standard", directory, "\"scopes\":[\"models:read\"]")) {
            assertThat(without.get("/v1/models/openai/gpt-4o").statusCode() + " "
                            + with.get("/v1/models/openai/gpt-4o").statusCode())
                    .isEqualTo("403 200");
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneModelIsProtectedWhereTheListIsOpen(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.start(server, "free-ai", directory)) {
            assertThat(gateway.client.get("/v1/models").statusCode() + " "
                            + gateway.client.get("/v1/models/gpt-4o").statusCode())
                    .isEqualTo("200 401");
        }
    }

    @ParameterizedTest
    @EnumSource
    void belowABasePathTheyAreTheSame(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.holding(server, "standard", directory, SOME, "--base-path", "/gw")) {
            assertThat(gateway.get("/gw/v1/models/gpt-4o").statusCode() + " "
                            + gateway.get("/gw/v1/models/gpt-4o-mini").statusCode())
                    .isEqualTo("200 404");
        }
    }

    /** The list's ids, and which of them it calls its first and last. */
    private String listed(ServerKind server, String profile, String members) throws Exception {
        try (TestGateway gateway = TestGateway.holding(server, profile, directory, members)) {
            HttpResponse<String> answer = gateway.get("/v1/models");
            JsonNode list = JSON.readTree(answer.body());
            return ids(answer) + " " + list.path("first_id").asText() + " "
                    + list.path("last_id").asText();
        }
    }

    private static Object ids(HttpResponse<String> answer) throws Exception {
        return JSON.readTree(answer.body()).path("data").findValuesAsText("id");
    }
}
