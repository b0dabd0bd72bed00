package dev.latchkey.examples.gateway;

import static dev.latchkey.examples.gateway.TestGateway.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.latchkey.examples.http.TestKeys;
import dev.latchkey.key.KeyFormat;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** any-llm's master key makes calls too, each on behalf of a user whom it has to name. */
class MasterKeyCallsTest {
    private static final String MASTER = "master-key-of-the-tests-0123456789-ABCDEFGH";
    private static final String CHAT = "/v1/chat/completions";
    private static final String MESSAGES = "/v1/messages";

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void withoutAUserAChatIsRefusedInThePublishedWords(ServerKind server) throws Exception {
        try (TestGateway gateway = start(server)) {
            assertThat(told(call(gateway, CHAT, "\"model\":\"gpt-4o\"")))
                    .isEqualTo("400 {\"detail\":\"When using master key, 'user' field is required in request body\"}");
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutAUserAMessageIsRefusedInWordsOfItsOwn(ServerKind server) throws Exception {
        try (TestGateway gateway = start(server)) {
            assertThat(told(call(gateway, MESSAGES, "\"user\":\"alice\",\"model\":\"claude-sonnet-4\"")))
                    .isEqualTo("400 {\"detail\":\"When using master key, 'metadata.user_id' is required\"}");
        }
    }

    static Stream<Arguments> users() {
        return OnBothServers.each(
                arguments(CHAT, "\"user\":\"alice\"", "200"),
                arguments(CHAT, "\"user\":\"apikey-of-nobody\"", "200"),
                arguments(CHAT, "\"user\":\"nobody\"", "404 {\"detail\":\"User 'nobody' not found\"}"),
                arguments(CHAT, "\"user\":\"apikey-good\"", "404 {\"detail\":\"User 'apikey-good' not found\"}"),
                arguments(CHAT, "\"user\":\"Alice\"", "404 {\"detail\":\"User 'Alice' not found\"}"),
                arguments(CHAT, "\"user\":\"a\\\"b\\n\"", "404 {\"detail\":\"User 'a\\\"b\\n' not found\"}"),
                arguments(CHAT, "\"user\":\"\"", "400 {\"detail\":\"When using master key, 'user' field is required"),
                arguments(CHAT, "\"user\":null", "400 {\"detail\":\"When using master key, 'user' field is required"),
                arguments(MESSAGES, "\"metadata\":{\"user_id\":\"alice\"}", "200"),
                arguments(
                        MESSAGES,
                        "\"metadata\":{\"user_id\":\"nobody\"}",
                        "404 {\"detail\":\"User 'nobody' not found\"}"),
                arguments(
                        MESSAGES, "\"metadata\":{}", "400 {\"detail\":\"When using master key, 'metadata.user_id' is"));
    }

    @ParameterizedTest(name = "{1} with {2} on {0}: {3}")
    @MethodSource("users")
    void aUserExistsIfAKeyNamesThem(ServerKind server, String path, String user, String expected) throws Exception {
        try (TestGateway gateway = start(server)) {
            assertThat(told(call(gateway, path, user))).startsWith(expected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBodyThatIsNoJsonNamesNobody(ServerKind server) throws Exception {
        try (TestGateway gateway = start(server)) {
            HttpResponse<String> answer =
                    gateway.client.post(CHAT, "{\"user\":\"alice\"}", credential("Content-Type", "text/plain"));
            assertThat(told(answer)).startsWith("400 {\"detail\":\"When using master key, 'user' field is required");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whereNothingIsSpentItNeedsNoUser(ServerKind server) throws Exception {
        try (TestGateway gateway = start(server)) {
            assertThat(gateway.client.get("/v1/models", credential()).statusCode())
                    .isEqualTo(200);
            assertThat(gateway.client.post("/v1/echo", "{", credential()).statusCode())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void itsCallsAreCountedForTheUserWhomItNames(ServerKind server) throws Exception {
        try (TestGateway gateway = start(server, "--rate-limit-rpm", "2")) {
            assertThat(limits(call(gateway, CHAT, "\"user\":\"alice\""))).isEqualTo("200 2 1");
            assertThat(limits(gateway.post(CHAT, "{\"model\":\"gpt-4o\"}"))).isEqualTo("200 2 0");
            assertThat(call(gateway, CHAT, "\"user\":\"alice\"").statusCode()).isEqualTo(429);
            assertThat(limits(call(gateway, CHAT, "\"user\":\"apikey-of-nobody\"")))
                    .isEqualTo("200 2 1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void itIsToldToWaitInThePublishedWords(ServerKind server) throws Exception {
        try (TestGateway gateway = start(server, "--rate-limit-rpm", "1")) {
            call(gateway, MESSAGES, "\"metadata\":{\"user_id\":\"alice\"}");
            HttpResponse<String> refused = call(gateway, CHAT, "\"user\":\"alice\"");
            assertThat(told(refused)).isEqualTo("429 {\"detail\":\"Rate limit exceeded\"}");
            assertThat(Integer.parseInt(header(refused, "Retry-After"))).isBetween(1, 60);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCallForNobodyIsNotCounted(ServerKind server) throws Exception {
        try (TestGateway gateway = start(server, "--rate-limit-rpm", "1")) {
            call(gateway, CHAT, "\"user\":\"nobody\"");
            assertThat(call(gateway, CHAT, "\"user\":\"nobody\"").statusCode()).isEqualTo(404);
        }
    }

    /** Alice has the good key; another has none but its own, implicit user. */
    private TestGateway start(ServerKind server, String... more) throws Exception {
        TestKeys keys = new TestKeys(KeyFormat.anyLlm())
                .mint("good", ",\"user\":\"alice\",\"id\":\"good\"")
                .mint("other", ",\"id\":\"of-nobody\"");
        return TestGateway.start(
                server, "any-llm", keys, directory.resolve("keys.json"), Map.of("GATEWAY_MASTER_KEY", MASTER), more);
    }

    private static HttpResponse<String> call(TestGateway gateway, String path, String members) throws Exception {
        return gateway.client.post(path, "{" + members + "}", credential());
    }

    private static String[] credential(String... more) {
        return Stream.concat(Stream.of("X-AnyLLM-Key", "Bearer " + MASTER), Stream.of(more))
                .toArray(String[]::new);
    }

    private static String limits(HttpResponse<String> answer) {
        return answer.statusCode() + " " + header(answer, "X-RateLimit-Limit") + " "
                + header(answer, "X-RateLimit-Remaining");
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("none");
    }
}
