package dev.latchkey.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.examples.http.Client;
import dev.latchkey.examples.http.TestKeys;
import dev.latchkey.key.HashScheme;
import dev.latchkey.key.KeyFormat;
import dev.latchkey.key.KeyManifest;
import dev.latchkey.key.KeyStatus;
import dev.latchkey.key.MintedKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A JSON manifest is written by management; keys that stand elsewhere are looked at only. */
class ManagedManifestTest {
    @TempDir
    Path directory;

    private final TestKeys keys = new TestKeys(KeyFormat.standard()).mint("good", "");

    @ParameterizedTest
    @ValueSource(strings = {"jetty", "netty"})
    void keysSurviveARestartInTheFile(String server) throws Exception {
        String[] arguments = {"--server", server, "--manifest", manifest()};
        JsonNode made;
        try (Operator operator = Operator.start(Map.of(), arguments)) {
            made = operator.json("POST", "/v1/keys", "{\"key_name\": \"by management\", \"usage_limit\": \"5\"}");
            assertThat(operator.statusWith(made.path("key").asText())).isEqualTo(200);
            assertThat(operator.statusWith(keys.key("good"))).isEqualTo(200);
        }
        try (Operator operator = Operator.start(Map.of(), arguments)) {
            assertThat(operator.statusWith(made.path("key").asText())).isEqualTo(200);
            JsonNode found = operator.json("GET", "/v1/keys/" + made.path("id").asText(), "");
            assertThat(found.path("key_name").asText()).isEqualTo("by management");
            assertThat(found.path("usage_limit")).isEqualTo(made.path("usage_limit"));
        }
    }

    @Test
    void entriesThatPeopleWroteAreRevokedInTheFile() throws Exception {
        try (Operator operator = Operator.start(Map.of(), "--manifest", manifest())) {
            JsonNode listed = operator.json("GET", "/v1/keys", "").get(0);
            assertThat(listed.path("read_only").asBoolean()).isFalse();
            assertThat(operator.send("DELETE", "/v1/keys/" + listed.path("id").asText(), "")
                            .statusCode())
                    .isEqualTo(204);
            assertThat(operator.statusWith(keys.key("good"))).isEqualTo(401);
        }
        assertThat(KeyManifest.read(Path.of(manifest())).records())
                .singleElement()
                .satisfies(record -> assertThat(record.status()).isEqualTo(KeyStatus.DELETED));
    }

    @Test
    void aBrokenEditIsNotOverwrittenAndManagementAnswers503() throws Exception {
        try (Operator operator = Operator.start(Map.of(), "--manifest", manifest())) {
            String broken = "{\"version\": 1, \"entries\": [{]";
            Files.writeString(Path.of(manifest()), broken);
            assertThat(operator.send("POST", "/v1/keys", "{}").statusCode()).isEqualTo(503);
            assertThat(Path.of(manifest())).content().isEqualTo(broken);
            assertThat(operator.statusWith(keys.key("good"))).isEqualTo(200);
            keys.writeTo(Path.of(manifest()));
            assertThat(operator.send("POST", "/v1/keys", "{}").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void keysOfRingTextAndOfTheEnvironmentAreListedReadOnlyAndAChangeIs409() throws Exception {
        MintedKey inFile = KeyFormat.standard().mint();
        MintedKey inEnvironment = KeyFormat.standard().mint();
        Path ring = Files.writeString(directory.resolve("ring"), entry("in-file", inFile));
        Map<String, String> environment = Map.of("GATEWAY_API_KEY_HASHES", entry("in-environment", inEnvironment));
        try (Operator operator = Operator.start(environment, "--manifest", ring.toString())) {
            JsonNode listed = operator.json("GET", "/v1/keys", "");
            assertThat(listed).hasSize(2);
            for (JsonNode key : listed) {
                String path = "/v1/keys/" + key.path("id").asText();
                assertThat(key.path("read_only").asBoolean()).isTrue();
                assertThat(operator.send("PATCH", path, "{\"key_name\": \"x\"}").statusCode())
                        .isEqualTo(409);
                assertThat(operator.send("POST", path + "/rotate", "{}").statusCode())
                        .isEqualTo(409);
                assertThat(operator.send("DELETE", path, "").statusCode()).isEqualTo(409);
            }
        }
        assertThat(ring).content().isEqualTo(entry("in-file", inFile));
    }

    @Test
    void withoutAMasterKeyNobodyWritesTheFile() throws Exception {
        String before = Files.readString(Path.of(manifest()));
        try (RunningGateway gateway = Operator.running(Map.of(), "--manifest", manifest())) {
            assertThat(Operator.status(new Client(gateway.port()), keys.key("good")))
                    .isEqualTo(200);
        }
        assertThat(Path.of(manifest())).content().isEqualTo(before);
    }

    private static String entry(String label, MintedKey key) {
        return label + ":" + key.hash(HashScheme.sha256()).toHex() + "\n";
    }

    private String manifest() throws Exception {
        Path file = directory.resolve("keys.json");
        return Files.exists(file) ? file.toString() : keys.writeTo(file).toString();
    }
}
