package dev.latchkey.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.examples.http.Client;
import dev.latchkey.examples.http.Eventually;
import dev.latchkey.key.MintedKey;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a gateway has in a database is there at its next start, money included. */
@Timeout(180)
class KeptStateTest {
    private static final Map<String, String> LOGIN = Map.of("GATEWAY_JDBC_USER", "postgres");

    private enum Kind {
        H2,
        POSTGRESQL
    }

    @TempDir
    Path directory;

    private String[] store(Kind kind) throws Exception {
        return kind == Kind.H2
                ? new String[] {"--data", directory.resolve("data").toString()}
                : new String[] {"--jdbc-url", Postgres.newDatabase()};
    }

    private static String[] on(String server, String[] store) {
        return new String[] {"--server", server, store[0], store[1]};
    }

    @ParameterizedTest
    @CsvSource({"H2,jetty", "H2,netty", "POSTGRESQL,jetty", "POSTGRESQL,netty"})
    void keysUsersBudgetsCallsAndMoneySurviveARestart(Kind kind, String server) throws Exception {
        String[] arguments = on(server, store(kind));
        String key;
        String id;
        JsonNode before;
        try (Operator operator = Operator.start(LOGIN, arguments)) {
            String budget = operator.json("POST", "/v1/budgets", "{\"max_budget\": 1000}")
                    .path("budget_id")
                    .asText();
            operator.json("POST", "/v1/users", "{\"user_id\": \"alice\", \"budget_id\": \"" + budget + "\"}");
            JsonNode made = operator.json("POST", "/v1/keys", "{\"key_name\": \"first\", \"user_id\": \"alice\"}");
            key = made.path("key").asText();
            id = made.path("id").asText();
            assertThat(operator.chat(key)).isEqualTo(200);
            before = operator.json("GET", "/v1/users/alice", "");
            assertThat(before.path("spend").decimalValue()).isPositive();
        }
        try (Operator operator = Operator.start(LOGIN, arguments)) {
            assertThat(operator.statusWith(key)).isEqualTo(200);
            assertThat(operator.json("GET", "/v1/keys/" + id, "")
                            .path("key_name")
                            .asText())
                    .isEqualTo("first");
            assertThat(operator.json("GET", "/v1/users/alice", "")).isEqualTo(before);
            assertThat(operator.json("GET", "/v1/keys/" + id + "/usage", "")).hasSize(1);
            assertThat(operator.json("GET", "/v1/budgets", "")).hasSize(1);
            assertThat(operator.chat(key)).isEqualTo(200);
            assertThat(operator.json("GET", "/v1/users/alice", "").path("spend").decimalValue())
                    .isEqualByComparingTo(before.path("spend")
                            .decimalValue()
                            .add(before.path("spend").decimalValue()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSpentBudgetIsStillSpentAfterARestart(Kind kind) throws Exception {
        String[] arguments = store(kind);
        String key;
        try (Operator operator = Operator.start(LOGIN, arguments)) {
            key = operator.json("POST", "/v1/keys", "{\"usage_limit\": \"0.01\"}")
                    .path("key")
                    .asText();
            operator.chat(key);
            assertThat(operator.chat(key)).isIn(402, 429, 403);
        }
        try (Operator operator = Operator.start(LOGIN, arguments)) {
            assertThat(operator.chat(key)).isIn(402, 429, 403);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theKeyOfTheFirstStartIsKeptAndTheNextStartShowsNone(Kind kind) throws Exception {
        String[] arguments = store(kind);
        String key;
        try (RunningGateway gateway = Operator.running(LOGIN, arguments)) {
            key = gateway.minted().map(MintedKey::revealOnce).orElseThrow();
            assertThat(Operator.status(new Client(gateway.port()), key)).isEqualTo(200);
        }
        try (RunningGateway gateway = Operator.running(LOGIN, arguments)) {
            assertThat(gateway.minted()).isEmpty();
            assertThat(Operator.status(new Client(gateway.port()), key)).isEqualTo(200);
            assertThat(new Client(gateway.port()).get("/v1/echo").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void aRevokedFirstKeyIsNotFollowedByAnother() throws Exception {
        String[] arguments = store(Kind.H2);
        Operator.running(LOGIN, arguments).close();
        try (Operator operator = Operator.start(LOGIN, arguments)) {
            String id = operator.json("GET", "/v1/keys", "").get(0).path("id").asText();
            assertThat(operator.send("DELETE", "/v1/keys/" + id, "").statusCode())
                    .isEqualTo(204);
        }
        try (RunningGateway gateway = Operator.running(LOGIN, arguments)) {
            assertThat(gateway.minted()).isEmpty();
        }
    }

    @Test
    void twoGatewaysOnOnePostgresqlKnowTheSameKeys() throws Exception {
        String[] arguments = store(Kind.POSTGRESQL);
        try (Operator one = Operator.start(LOGIN, arguments);
                Operator other = Operator.start(LOGIN, arguments)) {
            JsonNode made = one.json("POST", "/v1/keys", "{}");
            String key = made.path("key").asText();
            assertThat(becomes(other, key, 200)).isTrue();
            other.send("DELETE", "/v1/keys/" + made.path("id").asText(), "");
            assertThat(becomes(one, key, 401)).isTrue();
        }
    }

    private static boolean becomes(Operator operator, String key, int status) throws Exception {
        return Eventually.becomesTrue(() -> operator.statusWith(key) == status);
    }

    @Test
    void theDirectoryIsMadeForItsOwnerOnly() throws Exception {
        Path data = directory.resolve("new").resolve("data");
        Operator.running(Map.of(), "--data", data.toString()).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwx------");
    }

    @Test
    void aDirectoryThatAnotherGatewayHasOpenIsRefusedInOneLine() throws Exception {
        String[] arguments = store(Kind.H2);
        // Another process, for one and the same has its own files open.
        try (GatewayProcess other = GatewayProcess.start(errors(), "--port", "0", arguments[0], arguments[1])) {
            assertThat(other.printed).hasSize(4);
            Run run = Run.of(Map.of(), "--port", "0", arguments[0], arguments[1]);
            assertThat(run.status() + " " + run.err().lines().count() + run.out())
                    .isEqualTo("1 1");
            assertThat(run.err()).contains("--data: ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jetty", "netty"})
    void atSigtermItIsClosedBehindTheLastCall(String server) throws Exception {
        String[] arguments = store(Kind.H2);
        File errors = errors();
        try (GatewayProcess gateway =
                GatewayProcess.start(errors, "--port", "0", "--server", server, arguments[0], arguments[1])) {
            String key = gateway.printed.get(0).substring("key=".length());
            assertThat(Operator.status(new Client(gateway.port()), key)).isEqualTo(200);
            gateway.terminate();
            assertThat(gateway.exitCode()).isIn(0, 143);
        }
        assertThat(errors).content().doesNotContain(" WARN ", " ERROR ");
        assertThat(directory.resolve("data")).isDirectoryNotContaining("glob:**.trace.db");
        try (Operator operator = Operator.start(LOGIN, arguments)) {
            assertThat(operator.json("GET", "/v1/keys", "")
                            .get(0)
                            .path("last_used_at")
                            .isTextual())
                    .isTrue();
        }
    }

    @Test
    void aProcessThatIsKilledHasKeptItsFirstKey() throws Exception {
        String[] arguments = store(Kind.H2);
        String key;
        try (GatewayProcess first = GatewayProcess.start(errors(), "--port", "0", arguments[0], arguments[1])) {
            key = first.printed.get(0).substring("key=".length());
            first.process.destroyForcibly().waitFor();
        }
        try (GatewayProcess second = GatewayProcess.start(errors(), "--port", "0", arguments[0], arguments[1])) {
            assertThat(second.printed).hasSize(1).allMatch(line -> line.startsWith("listening on "));
            assertThat(Operator.status(new Client(second.port()), key)).isEqualTo(200);
        }
    }

    @Test
    void anotherProfileStartsEmptyWhereAStoreIsNamed() throws Exception {
        try (RunningGateway gateway = Operator.running(
                Map.of(),
                "--profile",
                "transactional",
                "--data",
                directory.resolve("data").toString())) {
            assertThat(new Client(gateway.port()).get("/v1/echo").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void aDatabaseThatCannotBeReachedIsRefusedInOneLineWithoutItsAddress() throws Exception {
        for (String address : List.of(
                "localhost:1/canary-name?user=canary&password=canary-secret",
                "canary:canary-secret@localhost:notaport/x",
                "//canary-secret:x:y/z?",
                "//localhost:99999/canary-secret")) {
            Run run = Run.of(
                    Map.of("GATEWAY_JDBC_PASSWORD", "canary-secret"),
                    "--port",
                    "0",
                    "--jdbc-url",
                    "jdbc:postgresql:" + (address.startsWith("//") ? "" : "//") + address);
            assertThat(run.status() + " " + run.err().lines().count() + run.out())
                    .as(run.err())
                    .isEqualTo("1 1");
            assertThat(run.err()).contains("--jdbc-url: ").doesNotContain("canary");
        }
    }

    private File errors() throws Exception {
        return Files.createTempFile(directory, "stderr", "").toFile();
    }
}
