package dev.latchkey.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Enforcement;
import dev.latchkey.examples.http.Client;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Options out of a YAML file, and which of two that say the same wins. */
class ConfigurationTest {
    @TempDir
    Path directory;

    @Test
    void everyOptionCanStandInTheFile() throws Exception {
        Options options = options("""
                # a comment
                profile: any-llm
                server: netty
                port: 0
                manifest: keys.json
                enforcement: off
                base-path: /gw
                rate-limit-rpm: 60
                guess_limit: 100
                trusted-proxies: 10.0.0.0/8,::1/128
                catalog: "catalog.json"
                master_key: master-key-of-32-characters-0001
                """);
        assertThat(options.profile().name()).isEqualTo("any-llm");
        assertThat(options.server()).isEqualTo(ServerKind.NETTY);
        assertThat(options.port()).isZero();
        assertThat(options.manifest()).contains(Path.of("keys.json"));
        assertThat(options.enforcement()).isEqualTo(Enforcement.OFF);
        assertThat(options.basePath()).isEqualTo("/gw");
        assertThat(options.userLimit())
                .hasValueSatisfying(limit -> assertThat(limit.permits()).isEqualTo(60));
        assertThat(options.guessLimit())
                .hasValueSatisfying(limit -> assertThat(limit.permits()).isEqualTo(100));
        assertThat(options.catalog()).contains(Path.of("catalog.json"));
        assertThat(options.masterKey().orElseThrow().text()).isEqualTo("master-key-of-32-characters-0001");
    }

    @Test
    void theEnvironmentWinsOverTheFileAndTheCommandLineOverBoth() throws Exception {
        String file = "port: 1\nserver: netty\nbase-path: /file\n";
        Map<String, String> environment = Map.of("GATEWAY_PORT", "2", "GATEWAY_BASE_PATH", "/environment");
        Options options =
                CommandLine.parse(arguments(file, "--port", "3"), environment).orElseThrow();
        assertThat(options.port()).isEqualTo(3);
        assertThat(options.basePath()).isEqualTo("/environment");
        assertThat(options.server()).isEqualTo(ServerKind.NETTY);
    }

    @Test
    void theMasterKeyOfTheFileOpensManagementUnlessTheEnvironmentHasAnother() throws Exception {
        String file = "master_key: " + Operator.MASTER + "\n";
        try (RunningGateway gateway = RunningGateway.start(options(file, "--port", "0"), Map.of())) {
            assertThat(listingStatus(gateway)).isEqualTo(200);
        }
        Map<String, String> other = Map.of("GATEWAY_MASTER_KEY", "another-key-of-32-characters-001");
        try (RunningGateway gateway = RunningGateway.start(options(file, "--port", "0"), other)) {
            assertThat(listingStatus(gateway)).isEqualTo(401);
        }
    }

    private static int listingStatus(RunningGateway gateway) throws Exception {
        return new Client(gateway.port())
                .get("/v1/keys", "Authorization", "Bearer " + Operator.MASTER)
                .statusCode();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "colour: red | --config: unknown name colour: expected one of profile, ",
                "config: other.yaml | --config: unknown name config: ",
                "port: 8080\\nport: 8081 | --config: port stands there twice",
                "base-path: /a\\nbase_path: /b | --config: base_path stands there twice",
                "master_key: a\\nmaster_key: b | --config: master_key stands there twice",
                "port: eight | --config: port: expected a number from 0 to 65535",
                "port: '8080' | --config: port: expected a number from 0 to 65535",
                "port: 80.5 | --config: port: expected a number from 0 to 65535",
                "port: 0x10 | --config: port: expected a number from 0 to 65535",
                "port: 70000 | --config: port: expected a number from 0 to 65535",
                "port: | --config: port: expected a number from 0 to 65535",
                "port: [1] | --config: port: expected a number from 0 to 65535",
                "server: 7 | --config: server: expected text",
                "server: true | --config: server: expected text",
                "server: tomcat | --config: server: expected jetty or netty",
                "server: {a: b} | --config: server: expected text",
                "master_key: 12345678 | --config: master_key: expected text",
                "master_key: '' | --config: master_key: expected text",
                "profile: &a standard\\nserver: *a | --config: server: expected text",
                "jdbc-url: jdbc:h2:mem:x | --config: jdbc-url: expected jdbc:postgresql://",
                "- port | --config: expected names and values",
                "'' | --config: expected names and values",
                "port: 1\\n---\\nport: 2 | --config: expected one document",
                "port: 1\\nserver: @x | --config: line 2: not YAML",
            })
    void aMistakeIsToldByItsName(String yaml, String message) throws Exception {
        Run run = Run.of(Map.of(), arguments(yaml.replace("\\n", "\n")).toArray(String[]::new));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("latchkey-reference-gateway: " + message)
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "port: canary-key",
                "master_key: [canary-key]",
                "gw_sk_canary-key-canary-key: 1",
                "server: canary-key",
                "canary-key\n: x: y",
                "jdbc-url: jdbc:mysql://canary-key",
                "data: \"canary-key"
            })
    void nothingThatStandsInTheFileIsRepeated(String yaml) throws Exception {
        Run run = Run.of(Map.of(), arguments(yaml).toArray(String[]::new));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).doesNotContain("canary");
    }

    @Test
    void aFileThatIsMissingOrNoneOrTooLongIsRefused() throws Exception {
        for (String file : List.of(directory.resolve("missing").toString(), directory.toString(), "/dev/zero")) {
            Run run = Run.of(Map.of(), "--config", file);
            assertThat(run.status() + " " + run.err().lines().count()).isEqualTo("2 1");
            assertThat(run.err()).contains("--config: ");
        }
        Run run = Run.of(Map.of(), arguments("#".repeat(70_000)).toArray(String[]::new));
        assertThat(run.err()).contains("--config: the file is longer than 65536 bytes");
    }

    @ParameterizedTest
    @CsvSource({
        "--manifest a --data b, '--data does not go with --manifest'",
        "--jdbc-url jdbc:postgresql://h/d --manifest a, '--jdbc-url does not go with --manifest'",
        "--data a --jdbc-url jdbc:postgresql://h/d, '--jdbc-url does not go with --data'",
    })
    void keysAreKeptInOnePlace(String line, String message) throws Exception {
        Run run = Run.of(Map.of(), line.split(" "));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains(message).hasLineCount(1);
    }

    @Test
    void optionsPrintNeitherTheMasterKeyNorTheAddressOfTheDatabase() throws Exception {
        Options options = options(
                "master_key: canary-of-32-characters-00000001\njdbc-url: jdbc:postgresql://h/d?password=canary\n");
        assertThat(options.toString()).doesNotContain("canary");
    }

    private Options options(String yaml, String... more) throws Exception {
        return CommandLine.parse(arguments(yaml, more)).orElseThrow();
    }

    private List<String> arguments(String yaml, String... more) throws Exception {
        Path file = Files.writeString(directory.resolve("gateway.yaml"), yaml);
        List<String> arguments = new ArrayList<>(List.of("--config", file.toString()));
        arguments.addAll(List.of(more));
        return arguments;
    }
}
