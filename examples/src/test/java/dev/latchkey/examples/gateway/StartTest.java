package dev.latchkey.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.examples.http.Client;
import dev.latchkey.examples.http.TestKeys;
import dev.latchkey.key.HashScheme;
import dev.latchkey.key.KeyFormat;
import dev.latchkey.key.MintedKey;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When the gateway starts, when it refuses to, and where it finds its keys. */
class StartTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"cloudflare", "transactional", "llm-gateway"})
    void withoutAnyKeyTheseProfilesRefuseInOneLine(String profile) throws Exception {
        Run run = Run.of(Map.of(), "--profile", profile, "--port", "0");
        assertThat(run.status() + " " + run.err().lines().count() + run.out()).isEqualTo("1 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"standard", "free-ai", "cloudflare", "transactional", "any-llm", "llm-gateway"})
    void aMissingManifestIsRefusedInOneLine(String profile) throws Exception {
        Run run = manifest(profile, directory.resolve("missing.json"));
        assertThat(run.status() + " " + run.err().lines().count() + run.out()).isEqualTo("1 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "   \n", "{\"version\":1,\"entries\":[]}", "{\"version\":1", "label:not-a-digest\nother"})
    void anEmptyOrBrokenManifestIsRefusedInOneLine(String text) throws Exception {
        Path file = Files.writeString(directory.resolve("keys"), text);
        Run run = manifest("standard", file);
        assertThat(run.status() + " " + run.err().lines().count() + run.out()).isEqualTo("1 1");
    }

    @ParameterizedTest
    @CsvSource({
        "GATEWAY_API_KEY_HASHES, ''",
        "GATEWAY_API_KEY_HASHES, 'label:1234'",
        "GATEWAY_API_KEY_HASH_SECRET, ' , '",
        "GATEWAY_API_KEY_HASH_SECRET, 'a,b,c,d,e'",
    })
    void aVariableThatCannotBeIsNamed(String variable, String value) throws Exception {
        Run run = Run.of(Map.of(variable, value), "--port", "0");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("latchkey-reference-gateway: " + variable)
                .hasLineCount(1);
    }

    @ParameterizedTest
    @EnumSource
    void aTakenPortIsRefusedInOneLine(ServerKind server) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            Run run = Run.of(Map.of(), "--server", server.name().toLowerCase(Locale.ROOT), "--port", port);
            assertThat(run.status() + " " + run.err().lines().count() + run.out())
                    .isEqualTo("1 1");
            assertThat(run.err()).contains(port, "--port");
        }
    }

    @ParameterizedTest
    @EnumSource
    void freeAiAnswers503UntilAKeyIsConfigured(ServerKind server) throws Exception {
        try (RunningGateway gateway = start(server, "free-ai", Map.of("GATEWAY_API_KEY_HASHES", " "))) {
            HttpResponse<String> answer = new Client(gateway.port()).get("/usage", "Authorization", "Bearer any");
            assertThat(answer.statusCode() + " " + answer.body())
                    .isEqualTo("503 {\"error\":{\"message\":\"Gateway API key is not configured\","
                            + "\"type\":\"configuration_error\",\"code\":\"auth_not_configured\"}}");
        }
    }

    @ParameterizedTest
    @EnumSource
    void freeAisOpenRoutesAnswerWithoutAnyKey(ServerKind server) throws Exception {
        try (RunningGateway gateway = start(server, "free-ai", Map.of())) {
            assertThat(new Client(gateway.port()).get("/v1/models").statusCode())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anyLlmStartsEmpty(ServerKind server) throws Exception {
        try (RunningGateway gateway = start(server, "any-llm", Map.of())) {
            String key = KeyFormat.anyLlm().mint().revealOnce();
            assertThat(new Client(gateway.port())
                            .get("/usage", "X-AnyLLM-Key", "Bearer " + key)
                            .body())
                    .isEqualTo("{\"detail\":\"Invalid API key\"}");
        }
    }

    @ParameterizedTest
    @EnumSource
    void standardMintsAKeyThatIsGood(ServerKind server) throws Exception {
        try (RunningGateway gateway = start(server, "standard", Map.of())) {
            String key = gateway.minted().orElseThrow().revealOnce();
            assertThat(new Client(gateway.port())
                            .get("/usage", "Authorization", "Bearer " + key)
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void standardMintsNothingBesideAMasterKey() throws Exception {
        try (RunningGateway gateway =
                start(ServerKind.NETTY, "standard", Map.of("GATEWAY_MASTER_KEY", "m".repeat(40)))) {
            assertThat(gateway.minted()).isEmpty();
        }
    }

    @Test
    void aRingInTheEnvironmentIsEnough() throws Exception {
        MintedKey key = KeyFormat.transactional().mint();
        String ring = "customer-a:" + key.hash(HashScheme.sha256()).toHex();
        try (RunningGateway gateway =
                start(ServerKind.NETTY, "transactional", Map.of("GATEWAY_API_KEY_HASHES", ring))) {
            assertThat(new Client(gateway.port())
                            .get("/v1/echo", "Authorization", "Bearer " + key.revealOnce())
                            .body())
                    .contains("\"label\":\"customer-a\"");
        }
    }

    @Test
    void freeAisPlaintextKeyIsEnough() throws Exception {
        String key = KeyFormat.freeAi().mint().revealOnce();
        try (RunningGateway gateway = start(ServerKind.NETTY, "free-ai", Map.of("GATEWAY_API_KEY", key))) {
            assertThat(new Client(gateway.port())
                            .get("/usage", "x-api-key", key)
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aRingFileIsAsGoodAsAManifest() throws Exception {
        MintedKey key = KeyFormat.standard().mint();
        Path file = Files.writeString(
                directory.resolve("ring"),
                "customer-a:" + key.hash(HashScheme.sha256()).toHex() + "\n",
                StandardCharsets.US_ASCII);
        Options options = CommandLine.parse(List.of("--port", "0", "--manifest", file.toString()))
                .orElseThrow();
        try (RunningGateway gateway = RunningGateway.start(options, Map.of())) {
            assertThat(new Client(gateway.port())
                            .get("/usage", "Authorization", "Bearer " + key.revealOnce())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void llmGatewayLooksUnderEverySecret() throws Exception {
        TestKeys keys = new TestKeys(KeyFormat.llmGateway()).mint("old", HashScheme.hmacSha256("older-secret"), "");
        Map<String, String> environment = Map.of("GATEWAY_API_KEY_HASH_SECRET", "newer-secret, older-secret");
        try (TestGateway gateway =
                TestGateway.start(ServerKind.NETTY, "llm-gateway", keys, directory.resolve("hmac.json"), environment)) {
            assertThat(gateway.client
                            .get("/usage", "Authorization", "Bearer " + keys.key("old"))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private static Run manifest(String profile, Path file) throws InterruptedException {
        return Run.of(Map.of(), "--profile", profile, "--port", "0", "--manifest", file.toString());
    }

    private static RunningGateway start(ServerKind server, String profile, Map<String, String> environment)
            throws Exception {
        String name = server.name().toLowerCase(Locale.ROOT);
        Options options = CommandLine.parse(List.of("--profile", profile, "--server", name, "--port", "0"))
                .orElseThrow();
        return RunningGateway.start(options, environment);
    }
}
