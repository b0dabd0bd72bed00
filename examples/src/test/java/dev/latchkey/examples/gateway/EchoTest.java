package dev.latchkey.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.examples.http.TestKeys;
import dev.latchkey.profile.Profiles;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What reaches the upstream of a request that was let in. */
class EchoTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void theCredentialDoesNot(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.start(server, "standard", directory)) {
            String key = gateway.keys.key("good");
            String echo = gateway.client
                    .get("/v1/echo", "Authorization", "Bearer " + key)
                    .body();
            assertThat(echo.contains(key) || echo.contains("\"authorization\"")).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSecondHeaderWithTheSameKeyDoesNotEither(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.start(server, "standard", directory)) {
            String key = gateway.keys.key("good");
            String echo = gateway.client
                    .get("/v1/echo", "Authorization", "Bearer " + key, "x-api-key", key)
                    .body();
            assertThat(echo.contains(key)).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void identityHeadersOfTheClientDoNot(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.start(server, "standard", directory)) {
            JsonNode echo = echo(
                    gateway,
                    "X-Latchkey-Key-Id",
                    "forged",
                    "x-latchkey-user",
                    "forged",
                    "X_Latchkey_Label",
                    "forged",
                    "X-LATCHKEY_Anything",
                    "forged");
            assertThat(echo.toString()).doesNotContain("forged");
        }
    }

    @ParameterizedTest(name = "{0}, enforcement {1}")
    @CsvSource({"JETTY, off", "JETTY, observe", "NETTY, off", "NETTY, observe"})
    void identityHeadersDoNotEvenWhereNobodyIsAsked(ServerKind server, String enforcement) throws Exception {
        try (TestGateway gateway = TestGateway.start(server, "standard", directory, "--enforcement", enforcement)) {
            assertThat(gateway.client
                            .get("/v1/echo", "X-Latchkey-User", "forged", "X_Latchkey_User", "forged")
                            .body())
                    .doesNotContain("forged");
        }
    }

    @ParameterizedTest
    @EnumSource
    void otherHeadersDoInLowerCaseAndJoined(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.start(server, "standard", directory)) {
            assertThat(echo(gateway, "X-Color", "red", "X-Color", "blue")
                            .path("headers")
                            .path("x-color")
                            .asText())
                    .isEqualTo("red, blue");
        }
    }

    @ParameterizedTest(name = "{1} on {0}")
    @CsvSource({
        "JETTY, GET", "JETTY, POST", "JETTY, PUT", "JETTY, DELETE", "JETTY, PATCH", "JETTY, OPTIONS", "JETTY, BREW",
        "NETTY, GET", "NETTY, POST", "NETTY, PUT", "NETTY, DELETE", "NETTY, PATCH", "NETTY, OPTIONS", "NETTY, BREW",
    })
    void anyMethodDoes(ServerKind server, String method) throws Exception {
        try (TestGateway gateway = TestGateway.start(server, "standard", directory)) {
            String echo = gateway.client
                    .send(
                            method,
                            "/v1/echo?q=1",
                            BodyPublishers.noBody(),
                            TestGateway.credential("standard", gateway.keys.key("good")))
                    .body();
            assertThat(echo).startsWith("{\"method\":\"" + method + "\",\"path\":\"/v1/echo\",");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBodyOfManyMegabytesIsCountedToItsEnd(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.start(server, "standard", directory)) {
            byte[] body = new byte[40 << 20];
            String echo = gateway.client
                    .send(
                            "POST",
                            "/v1/echo",
                            BodyPublishers.ofByteArray(body),
                            TestGateway.credential("standard", gateway.keys.key("good")))
                    .body();
            assertThat(JSON.readTree(echo).path("body_bytes").asLong()).isEqualTo(body.length);
        }
    }

    @ParameterizedTest
    @EnumSource
    void thePrincipalIsTold(ServerKind server) throws Exception {
        TestKeys keys = new TestKeys(Profiles.standard().keyFormat())
                .mint(
                        "good",
                        ",\"id\":\"key-7\",\"user\":\"ada\",\"environment\":\"staging\",\"scopes\":[\"chat:write\",\"models:read\"]");
        Path manifest = directory.resolve("told.json");
        try (TestGateway gateway = TestGateway.start(server, "standard", keys, manifest, Map.of())) {
            assertThat(echo(gateway).path("principal")).isEqualTo(JSON.readTree("""
                            {"kind": "key", "id": "key-7", "label": "good", "user": "ada", "environment": "staging",
                             "scopes": ["chat:write", "models:read"]}"""));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPrincipalWithoutUserEnvironmentOrScopesSaysNull(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.start(server, "standard", directory)) {
            JsonNode principal = echo(gateway).path("principal");
            assertThat(List.of(
                            principal.path("user").isNull(),
                            principal.path("environment").isNull(),
                            principal.path("scopes").isNull()))
                    .containsExactly(true, true, true);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anyLlmsMasterKeyIsAPrincipalToo(ServerKind server) throws Exception {
        String master = "a-master-key-of-more-than-32-characters";
        Map<String, String> environment = Map.of("GATEWAY_MASTER_KEY", master);
        try (TestGateway gateway = TestGateway.start(server, "any-llm", directory, environment)) {
            String echo = gateway.client
                    .get("/v1/echo", "X-AnyLLM-Key", "Bearer " + master)
                    .body();
            assertThat(JSON.readTree(echo).path("principal").path("kind").asText())
                    .isEqualTo("master");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theRoutesLieBelowTheBasePath(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.start(server, "standard", directory, "--base-path", "/gw/v2")) {
            String[] good = TestGateway.credential("standard", gateway.keys.key("good"));
            assertThat(List.of(
                            gateway.client.get("/gw/v2/health").statusCode(),
                            gateway.client.get("/gw/v2/v1/echo").statusCode(),
                            gateway.client.get("/gw/v2/v1/echo", good).statusCode(),
                            gateway.client.get("/health").statusCode(),
                            gateway.client.get("/health", good).statusCode()))
                    .containsExactly(200, 401, 200, 401, 404);
        }
    }

    private static JsonNode echo(TestGateway gateway, String... more) throws Exception {
        List<String> headers = new ArrayList<>(List.of(TestGateway.credential("standard", gateway.keys.key("good"))));
        headers.addAll(List.of(more));
        return JSON.readTree(
                gateway.client.get("/v1/echo", headers.toArray(String[]::new)).body());
    }
}
