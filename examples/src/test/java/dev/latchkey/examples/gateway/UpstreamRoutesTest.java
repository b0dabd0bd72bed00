package dev.latchkey.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The stand-in upstream, in the shapes that clients expect. */
class UpstreamRoutesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String QUESTION = "{\"messages\":[{\"role\":\"user\",\"content\":\"12345678\"}],"
            + "\"model\":\"any-model/at all\",\"max_tokens\":50,\"stream\":%s}";

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void chatCompletionsHaveOpenAisShape(ServerKind server) throws Exception {
        JsonNode answer = JSON.readTree(
                post(server, "/v1/chat/completions", QUESTION.formatted(false)).body());
        assertThat(List.of(
                        answer.path("object").asText(),
                        answer.path("model").asText(),
                        answer.path("choices")
                                .path(0)
                                .path("message")
                                .path("content")
                                .asText(),
                        answer.path("usage").path("prompt_tokens").asText(),
                        answer.path("usage").path("completion_tokens").asText()))
                .containsExactly(
                        "chat.completion",
                        "any-model/at all",
                        "The stand-in upstream read 8 characters for any-model/at all.",
                        "2",
                        "50");
    }

    @ParameterizedTest
    @EnumSource
    void chatCompletionsStreamEventsToTheEnd(ServerKind server) throws Exception {
        HttpResponse<String> answer = post(server, "/v1/chat/completions", QUESTION.formatted(true));
        assertThat(answer.headers().firstValue("content-type")).contains("text/event-stream");
        assertThat(answer.body().split("\n\n"))
                .hasSizeGreaterThan(5)
                .allMatch(event -> event.startsWith("data: "))
                .endsWith("data: [DONE]");
    }

    @ParameterizedTest
    @EnumSource
    void messagesHaveAnthropicsShape(ServerKind server) throws Exception {
        JsonNode answer = JSON.readTree(
                post(server, "/v1/messages", QUESTION.formatted(false)).body());
        assertThat(List.of(
                        answer.path("type").asText(),
                        answer.path("role").asText(),
                        answer.path("content").path(0).path("type").asText(),
                        answer.path("stop_reason").asText(),
                        answer.path("usage").path("input_tokens").asText()))
                .containsExactly("message", "assistant", "text", "end_turn", "2");
    }

    @ParameterizedTest
    @EnumSource
    void messagesStreamNamedEvents(ServerKind server) throws Exception {
        HttpResponse<String> answer = post(server, "/v1/messages", QUESTION.formatted(true));
        assertThat(answer.body()
                        .lines()
                        .filter(line -> line.startsWith("event: "))
                        .distinct())
                .containsExactly(
                        "event: message_start",
                        "event: content_block_start",
                        "event: content_block_delta",
                        "event: content_block_stop",
                        "event: message_delta",
                        "event: message_stop");
    }

    @ParameterizedTest(name = "{1} with {2} on {0}")
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "JETTY, /v1/messages, `{\"model\":`",
                "JETTY, /v1/chat/completions, `[]`",
                "JETTY, /v1/messages, ``",
                "NETTY, /v1/messages, `{\"model\":`",
                "NETTY, /v1/chat/completions, `[]`",
                "NETTY, /v1/messages, ``",
            })
    void somethingElseThanAJsonObjectIs400(ServerKind server, String path, String body) throws Exception {
        assertThat(post(server, path, body).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @EnumSource
    void jsonAbove32MebibytesIs413(ServerKind server) throws Exception {
        String body = "{\"messages\":\"" + "x".repeat(32 << 20) + "\"}";
        assertThat(post(server, "/v1/messages", body).statusCode()).isEqualTo(413);
    }

    @ParameterizedTest(name = "{1} {2} on {0} is {3}")
    @CsvSource({
        "JETTY, GET, /v1/no-such-route, 404",
        "JETTY, GET, /v1/echo/below, 404",
        "JETTY, POST, /v1/models, 405",
        "JETTY, GET, /v1/messages, 405",
        "JETTY, HEAD, /v1/models, 200",
        "NETTY, GET, /v1/no-such-route, 404",
        "NETTY, GET, /v1/echo/below, 404",
        "NETTY, POST, /v1/models, 405",
        "NETTY, GET, /v1/messages, 405",
        "NETTY, HEAD, /v1/models, 200",
    })
    void answersByMethodAndPath(ServerKind server, String method, String path, int status) throws Exception {
        try (TestGateway gateway = TestGateway.start(server, "standard", directory)) {
            assertThat(gateway.client
                            .send(method, path, BodyPublishers.noBody(), good(gateway))
                            .statusCode())
                    .isEqualTo(status);
        }
    }

    @ParameterizedTest
    @EnumSource
    void modelsAreAListThatBothFamiliesOfClientsRead(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.start(server, "standard", directory)) {
            JsonNode list = JSON.readTree(
                    gateway.client.get("/v1/models", good(gateway)).body());
            assertThat(list.path("object").asText()
                            + list.path("has_more")
                            + list.path("data").findValuesAsText("id"))
                    .isEqualTo("listfalse[gpt-4o, gpt-4o-mini, claude-sonnet-4, llama-free]");
        }
    }

    @ParameterizedTest
    @EnumSource
    void usageCountsTheCallersKeyAlone(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.start(server, "standard", directory)) {
            gateway.client.get("/health");
            gateway.client.get("/v1/models", good(gateway));
            JsonNode usage =
                    JSON.readTree(gateway.client.get("/usage", good(gateway)).body());
            assertThat(usage.path("requests").asInt()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void analyticsCountRequestsByRoute(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.start(server, "standard", directory)) {
            gateway.client.get("/health");
            gateway.client.get("/v1/models");
            JsonNode analytics = JSON.readTree(
                    gateway.client.get("/v1/analytics", good(gateway)).body());
            assertThat(analytics.path("requests")).isEqualTo(JSON.readTree("{\"/health\": 1, \"/v1/analytics\": 1}"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theApiDescriptionNamesEveryRoute(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.start(server, "standard", directory, "--base-path", "/gw")) {
            JsonNode api = JSON.readTree(
                    gateway.client.get("/gw/openapi.json", good(gateway)).body());
            assertThat(api.path("paths").fieldNames())
                    .toIterable()
                    .hasSize(11)
                    .contains("/gw/v1/messages", "/gw/usage", "/gw/v1/models/{model}");
            assertThat(api.at("/paths/~1gw~1v1~1models~1{model}/parameters/0/name")
                            .asText())
                    .isEqualTo("model");
        }
    }

    private HttpResponse<String> post(ServerKind server, String path, String body) throws Exception {
        try (TestGateway gateway = TestGateway.start(server, "standard", directory)) {
            return gateway.client.post(path, body, good(gateway));
        }
    }

    private static String[] good(TestGateway gateway) {
        return TestGateway.credential("standard", gateway.keys.key("good"));
    }
}
