package dev.latchkey.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.examples.http.Eventually;
import dev.latchkey.examples.http.TestKeys;
import dev.latchkey.key.KeyFormat;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How often: per key, per user and per address, in the words of the gateways that publish theirs. */
class RateLimitTest {
    private static final String FREE = "\"plan\":\"free\"";
    private static final String ALICE = "\"user\":\"alice\"";

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void theFreePlanAdmitsTwentyAMinute(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.holding(server, "transactional", directory, FREE)) {
            for (int call = 1; call <= 20; call++) {
                assertThat(gateway.chat("gpt-4o").statusCode())
                        .as("call " + call)
                        .isEqualTo(200);
            }
            HttpResponse<String> refused = gateway.chat("gpt-4o");
            assertThat(TestGateway.told(refused))
                    .isEqualTo("429 {\"error\":{\"code\":\"rate_limit_exceeded\",\"message\":"
                            + "\"Rate limit exceeded. Retry after " + retryAfter(refused) + " seconds.\"}}");
            assertThat(Integer.parseInt(retryAfter(refused))).isBetween(1, 60);
        }
    }

    @ParameterizedTest
    @EnumSource
    void thePlanRefusesInThePublishedWords(ServerKind server) throws Exception {
        String once = "\"limits\":[{\"requests\":1,\"per\":\"minute\"}]";
        try (TestGateway gateway = TestGateway.holding(server, "transactional", directory, once)) {
            gateway.get("/v1/models");
            HttpResponse<String> refused = gateway.get("/v1/models");
            assertThat(refused.body())
                    .isEqualTo(
                            "{\"error\":{\"code\":\"rate_limit_exceeded\",\"message\":\"Rate limit exceeded. Retry after "
                                    + retryAfter(refused) + " seconds.\"}}");
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusedCallsAreNotCounted(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.holding(server, "transactional", directory, FREE)) {
            String wrong = KeyFormat.transactional().mint().revealOnce();
            for (int call = 1; call <= 30; call++) {
                gateway.client.get("/v1/models", "Authorization", "Bearer " + wrong);
            }
            assertThat(gateway.get("/v1/models").statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aReloadForgivesNothing(ServerKind server) throws Exception {
        String twice = ",\"id\":\"key-of-a\",\"limits\":[{\"requests\":2,\"per\":\"hour\"}]";
        TestKeys keys = new TestKeys(KeyFormat.standard()).mint("good", twice);
        Path manifest = directory.resolve("reloaded.json");
        try (TestGateway gateway = TestGateway.start(server, "standard", keys, manifest, Map.of())) {
            gateway.get("/v1/models");
            gateway.get("/v1/models");
            keys.mint("later", "").writeTo(manifest);
            assertThat(Eventually.becomesTrue(() -> gateway.client
                                    .get("/v1/models", "Authorization", "Bearer " + keys.key("later"))
                                    .statusCode()
                            == 200))
                    .isTrue();
            assertThat(gateway.get("/v1/models").statusCode()).isEqualTo(429);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anyLlmsLimiterCountsByUser(ServerKind server) throws Exception {
        TestKeys keys = new TestKeys(KeyFormat.anyLlm())
                .mint("good", "," + ALICE)
                .mint("second", "," + ALICE)
                .mint("bob", ",\"user\":\"bob\"");
        Path manifest = directory.resolve("users.json");
        try (TestGateway gateway =
                TestGateway.start(server, "any-llm", keys, manifest, Map.of(), "--rate-limit-rpm", "2")) {
            gateway.get("/v1/models");
            gateway.get("/v1/models");
            assertThat(status(gateway, "second")).isEqualTo(429);
            assertThat(status(gateway, "bob")).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anyLlmsLimiterCountsAKeyWithoutAUserByItself(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.start(server, "any-llm", directory, "--rate-limit-rpm", "1")) {
            assertThat(gateway.get("/v1/models").statusCode()).isEqualTo(200);
            assertThat(gateway.get("/v1/models").statusCode()).isEqualTo(429);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anyLlmsLimiterRefusesInThePublishedWords(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.holding(server, "any-llm", directory, ALICE, "--rate-limit-rpm", "1")) {
            gateway.get("/v1/models");
            HttpResponse<String> refused = gateway.get("/v1/models");
            assertThat(refused.body()).isEqualTo("{\"detail\":\"Rate limit exceeded\"}");
            assertThat(Integer.parseInt(retryAfter(refused))).isBetween(1, 60);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anyLlmTellsWhatIsLeft(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.holding(server, "any-llm", directory, ALICE, "--rate-limit-rpm", "2")) {
            HttpResponse<String> answer = gateway.get("/v1/models");
            assertThat(header(answer, "X-RateLimit-Limit") + " " + header(answer, "X-RateLimit-Remaining"))
                    .isEqualTo("2 1");
        }
    }

    @ParameterizedTest(name = "call {1} on {0} is answered {2}")
    @CsvSource({"JETTY, 10, 200", "JETTY, 11, 429", "NETTY, 10, 200", "NETTY, 11, 429"})
    void freeAisBucketHoldsTen(ServerKind server, int last, int status) throws Exception {
        try (TestGateway gateway = TestGateway.start(server, "free-ai", directory)) {
            for (int call = 1; call < last; call++) {
                gateway.get("/v1/echo");
            }
            assertThat(gateway.get("/v1/echo").statusCode()).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @EnumSource
    void freeAiTellsTheTokensThatAreLeft(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.start(server, "free-ai", directory)) {
            assertThat(header(gateway.get("/v1/echo"), "X-RateLimit-Remaining")).isEqualTo("9");
        }
    }

    @ParameterizedTest
    @EnumSource
    void freeAisBucketRefusesInThePublishedWords(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.start(server, "free-ai", directory)) {
            for (int call = 1; call <= 10; call++) {
                gateway.get("/v1/echo");
            }
            HttpResponse<String> refused = gateway.get("/v1/echo");
            assertThat(refused.body())
                    .isEqualTo("{\"error\":{\"message\":\"Rate limit exceeded\",\"type\":\"rate_limit_error\"}}");
            assertThat(Integer.parseInt(retryAfter(refused))).isBetween(1, 3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void freeAisOpenRoutesTakeNoToken(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.start(server, "free-ai", directory)) {
            for (int call = 1; call <= 20; call++) {
                gateway.get("/v1/models");
            }
            assertThat(gateway.get("/v1/echo").statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void standardStopsTheSdksFromWaitingForHours(ServerKind server) throws Exception {
        String daily = "\"limits\":[{\"requests\":1,\"per\":\"day\"}]";
        try (TestGateway gateway = TestGateway.holding(server, "standard", directory, daily)) {
            gateway.get("/v1/models");
            assertThat(header(gateway.get("/v1/models"), "x-should-retry")).isEqualTo("false");
        }
    }

    private static int status(TestGateway gateway, String label) throws Exception {
        return gateway.client
                .get("/v1/models", "X-AnyLLM-Key", "Bearer " + gateway.keys.key(label))
                .statusCode();
    }

    private static String retryAfter(HttpResponse<String> answer) {
        return header(answer, "Retry-After");
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("none");
    }
}
