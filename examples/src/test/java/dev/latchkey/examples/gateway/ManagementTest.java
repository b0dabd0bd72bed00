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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The gateway with a master key: keys, users and budgets are managed while it runs. */
class ManagementTest {
    private static final String MASTER = "master-key-of-32-characters-0001";
    private static final Map<String, String> WITH_MASTER = Map.of("GATEWAY_MASTER_KEY", MASTER);

    @TempDir
    Path directory;

    private static RunningGateway start(
            ServerKind server, String profile, Map<String, String> environment, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "--profile", profile, "--port", "0", "--server", server.name().toLowerCase(java.util.Locale.ROOT)));
        arguments.addAll(List.of(more));
        return RunningGateway.start(CommandLine.parse(arguments).orElseThrow(), environment);
    }

    private static HttpResponse<String> send(
            RunningGateway gateway, String profile, String method, String path, String body) throws Exception {
        String[] credential = TestGateway.credential(profile, MASTER);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header(credential[0], credential[1])
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    static Stream<Arguments> everywhere() {
        return OnBothServers.each(
                Arguments.of("standard"),
                Arguments.of("free-ai"),
                Arguments.of("cloudflare"),
                Arguments.of("transactional"),
                Arguments.of("any-llm"),
                Arguments.of("llm-gateway"));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("everywhere")
    void aKeyIsMadeUsedAndDeletedWhileTheGatewayRuns(ServerKind server, String profile) throws Exception {
        try (RunningGateway gateway = start(server, profile, WITH_MASTER)) {
            Client client = new Client(gateway.port());
            JsonNode made = json(send(gateway, profile, "POST", "/v1/keys", "{\"key_name\": \"first\"}"));
            String[] credential =
                    TestGateway.credential(profile, made.path("key").asText());

            assertThat(client.get("/v1/echo", credential).statusCode()).isEqualTo(200);
            assertThat(send(
                                    gateway,
                                    profile,
                                    "DELETE",
                                    "/v1/keys/" + made.path("id").asText(),
                                    "")
                            .statusCode())
                    .isEqualTo(204);
            assertThat(client.get("/v1/echo", credential).statusCode()).isIn(401, 503);
        }
    }

    @ParameterizedTest
    @EnumSource(ServerKind.class)
    void whatAKeyHasCostIsShownWithTheCallsThatItMade(ServerKind server) throws Exception {
        try (RunningGateway gateway = start(server, "any-llm", WITH_MASTER)) {
            JsonNode made = json(send(gateway, "any-llm", "POST", "/v1/keys", "{\"user_id\": \"alice\"}"));
            String[] credential =
                    TestGateway.credential("any-llm", made.path("key").asText());

            HttpResponse<String> answer = new Client(gateway.port())
                    .post("/v1/chat/completions", TestGateway.question("gpt-4o", false), credential);
            assertThat(answer.statusCode()).isEqualTo(200);

            JsonNode call = json(send(
                            gateway,
                            "any-llm",
                            "GET",
                            "/v1/keys/" + made.path("id").asText() + "/usage",
                            ""))
                    .get(0);
            assertThat(call.path("endpoint").asText()).isEqualTo("/v1/chat/completions");
            assertThat(call.path("address").asText()).isEqualTo("127.0.0.1");
            assertThat(call.path("completion_tokens").asLong()).isEqualTo(1_000_000);
            assertThat(call.path("cost").decimalValue()).isPositive();
            JsonNode user = json(send(gateway, "any-llm", "GET", "/v1/users/alice", ""));
            assertThat(user.path("spend").decimalValue())
                    .isEqualByComparingTo(call.path("cost").decimalValue());
            assertThat(json(send(gateway, "any-llm", "GET", "/v1/users/alice/usage", "")))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(ServerKind.class)
    void aUserIsBlockedAndABudgetHeldToAtOnce(ServerKind server) throws Exception {
        try (RunningGateway gateway = start(server, "any-llm", WITH_MASTER)) {
            String budget = json(send(gateway, "any-llm", "POST", "/v1/budgets", "{\"max_budget\": 0}"))
                    .path("budget_id")
                    .asText();
            send(gateway, "any-llm", "POST", "/v1/users", "{\"user_id\": \"alice\"}");
            String[] credential = TestGateway.credential(
                    "any-llm",
                    json(send(gateway, "any-llm", "POST", "/v1/keys", "{\"user_id\": \"alice\"}"))
                            .path("key")
                            .asText());
            assertThat(ask(gateway, credential)).startsWith("200");

            send(gateway, "any-llm", "PATCH", "/v1/users/alice", "{\"budget_id\": \"" + budget + "\"}");
            assertThat(ask(gateway, credential))
                    .isEqualTo("403 {\"detail\":\"User 'alice' has exceeded budget limit\"}");
            assertThat(new Client(gateway.port()).get("/v1/models", credential).statusCode())
                    .isEqualTo(200);
            assertThat(new Client(gateway.port()).get("/v1/echo", credential).statusCode())
                    .isEqualTo(200);

            send(gateway, "any-llm", "PATCH", "/v1/users/alice", "{\"blocked\": true}");
            assertThat(ask(gateway, credential)).isEqualTo("403 {\"detail\":\"User 'alice' is blocked\"}");
        }
    }

    private static String ask(RunningGateway gateway, String[] credential) throws Exception {
        return TestGateway.told(new Client(gateway.port())
                .post("/v1/chat/completions", TestGateway.question("gpt-4o", false), credential));
    }

    @ParameterizedTest
    @EnumSource(ServerKind.class)
    void withoutAMasterKeyManagementIsClosedAndAnyLlmStartsEmpty(ServerKind server) throws Exception {
        try (RunningGateway gateway = start(server, "any-llm", Map.of())) {
            Client client = new Client(gateway.port());

            assertThat(TestGateway.told(client.get("/v1/keys")))
                    .isEqualTo("503 {\"detail\":\"Master key not configured. Set GATEWAY_MASTER_KEY environment"
                            + " variable.\"}");
            assertThat(client.get("/v1/echo").statusCode()).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @EnumSource(ServerKind.class)
    void enforcementIsSwitchedWhileTheGatewayRunsBelowItsBasePath(ServerKind server) throws Exception {
        try (RunningGateway gateway = start(server, "cloudflare", WITH_MASTER, "--base-path", "/gateway")) {
            Client client = new Client(gateway.port());
            assertThat(client.get("/gateway/v1/echo").statusCode()).isEqualTo(401);

            json(send(
                    gateway, "cloudflare", "PUT", "/gateway/v1/management/enforcement", "{\"enforcement\": \"off\"}"));

            assertThat(client.get("/gateway/v1/echo").statusCode()).isEqualTo(200);
            assertThat(client.get("/gateway/v1/keys").statusCode()).isEqualTo(401);
            assertThat(send(gateway, "cloudflare", "GET", "/v1/keys", "").statusCode())
                    .isIn(401, 404);
        }
    }
}
