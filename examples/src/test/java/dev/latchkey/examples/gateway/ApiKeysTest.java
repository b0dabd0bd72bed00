package dev.latchkey.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.examples.http.Client;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The llm-gateway's own way to manage keys, on both servers. */
class ApiKeysTest {
    private static final String MASTER = "master-key-of-32-characters-0001";

    private static RunningGateway start(ServerKind server, String profile, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "--profile", profile, "--port", "0", "--server", server.name().toLowerCase(Locale.ROOT)));
        arguments.addAll(List.of(more));
        return RunningGateway.start(CommandLine.parse(arguments).orElseThrow(), Map.of("GATEWAY_MASTER_KEY", MASTER));
    }

    private static HttpResponse<String> send(RunningGateway gateway, String method, String path, String body)
            throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + MASTER)
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
        return new ObjectMapper().readTree(answer.body());
    }

    private static String[] bearing(JsonNode answer) {
        return TestGateway.credential("llm-gateway", answer.at("/apiKey/token").asText());
    }

    private static String ask(RunningGateway gateway, String... credential) throws Exception {
        return TestGateway.told(new Client(gateway.port())
                .post("/v1/chat/completions", TestGateway.question("gpt-4o", false), credential));
    }

    @ParameterizedTest
    @EnumSource(ServerKind.class)
    void aKeyLivesFromItsMakingToItsEnd(ServerKind server) throws Exception {
        try (RunningGateway gateway = start(server, "llm-gateway")) {
            JsonNode made =
                    json(send(gateway, "POST", "/keys/api", "{\"description\": \"app\", \"usageLimit\": \"1000\"}"));
            String path = "/keys/api/" + made.at("/apiKey/id").asText();
            assertThat(ask(gateway, bearing(made))).startsWith("200");
            assertThat(json(send(gateway, "GET", "/keys/api", ""))
                            .at("/apiKeys/0/usage")
                            .asText())
                    .isNotEqualTo("0.00");

            JsonNode rolled = json(send(gateway, "POST", path + "/roll", ""));
            assertThat(ask(gateway, bearing(made))).startsWith("401");
            assertThat(ask(gateway, bearing(rolled))).startsWith("200");

            json(send(
                    gateway, "PATCH", "/keys/api/limit/" + made.at("/apiKey/id").asText(), "{\"usageLimit\": \"0\"}"));
            assertThat(ask(gateway, bearing(rolled)))
                    .isEqualTo(
                            "401 {\"error\":true,\"status\":401,\"message\":\"Unauthorized: LLMGateway API key reached its"
                                    + " usage limit.\"}");

            json(send(gateway, "PATCH", path, "{\"status\": \"inactive\"}"));
            assertThat(ask(gateway, bearing(rolled))).contains("Invalid LLMGateway API token");
            json(send(gateway, "DELETE", path, ""));
            assertThat(TestGateway.told(send(gateway, "PATCH", path, "{\"status\": \"active\"}")))
                    .isEqualTo("404 {\"error\":true,\"status\":404,\"message\":\"API key not found\"}");
        }
    }

    @ParameterizedTest
    @EnumSource(ServerKind.class)
    void aRuleHoldsFromTheAnswerOn(ServerKind server) throws Exception {
        try (RunningGateway gateway = start(server, "llm-gateway", "--base-path", "/llm")) {
            JsonNode made = json(send(gateway, "POST", "/llm/keys/api", "{\"description\": \"app\"}"));
            String rules = "/llm/keys/api/" + made.at("/apiKey/id").asText() + "/iam";

            String rule = json(send(
                            gateway,
                            "POST",
                            rules,
                            "{\"ruleType\": \"deny_providers\", \"ruleValue\": {\"providers\": [\"openai\", \"azure\"]}}"))
                    .at("/rule/id")
                    .asText();
            assertThat(new Client(gateway.port())
                            .post("/llm/v1/chat/completions", TestGateway.question("gpt-4o", false), bearing(made))
                            .body())
                    .contains("No providers are allowed for model gpt-4o after applying IAM rules.");

            json(send(gateway, "DELETE", rules + "/" + rule, ""));
            assertThat(new Client(gateway.port())
                            .post("/llm/v1/chat/completions", TestGateway.question("gpt-4o", false), bearing(made))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource(ServerKind.class)
    void elsewhereThereIsNoSuchRoute(ServerKind server) throws Exception {
        try (RunningGateway gateway = start(server, "standard")) {
            HttpResponse<String> there = send(gateway, "GET", "/keys/api", "");
            HttpResponse<String> nowhere = send(gateway, "GET", "/nowhere", "");

            assertThat(TestGateway.told(there))
                    .isEqualTo(TestGateway.told(nowhere))
                    .startsWith("401");
        }
    }
}
