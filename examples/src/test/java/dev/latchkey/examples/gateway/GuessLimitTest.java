package dev.latchkey.examples.gateway;

import static dev.latchkey.examples.gateway.TestGateway.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code --guess-limit}: who tries keys that nobody knows is told to wait, and nobody else is. */
class GuessLimitTest {
    private static final String WAIT = "Rate limit exceeded. Retry after {wait} seconds.";

    @TempDir
    Path directory;

    static Stream<Arguments> words() {
        return OnBothServers.each(
                arguments(
                        "standard",
                        "{\"type\":\"about:blank\",\"title\":\"Too Many Requests\",\"status\":429,\"detail\":\"" + WAIT
                                + "\",\"error\":{\"message\":\"" + WAIT
                                + "\",\"type\":\"rate_limit_error\",\"param\":null,\"code\":\"rate_limit_exceeded\"}}"),
                arguments("free-ai", "{\"error\":{\"message\":\"Rate limit exceeded\",\"type\":\"rate_limit_error\"}}"),
                arguments(
                        "cloudflare",
                        "{\"success\":false,\"result\":[],\"messages\":[],\"error\":[{\"code\":429,\"message\":\""
                                + WAIT + "\"}]}"),
                arguments(
                        "transactional", "{\"error\":{\"code\":\"rate_limit_exceeded\",\"message\":\"" + WAIT + "\"}}"),
                arguments("any-llm", "{\"detail\":\"Rate limit exceeded\"}"),
                arguments("llm-gateway", "{\"error\":true,\"status\":429,\"message\":\"" + WAIT + "\"}"));
    }

    @ParameterizedTest(name = "{1} on {0}")
    @MethodSource("words")
    void fromTheLimitOnAGuessIsToldToWaitInTheProfilesWords(ServerKind server, String profile, String words)
            throws Exception {
        try (TestGateway gateway = TestGateway.start(server, profile, directory, "--guess-limit", "3")) {
            for (int guess = 1; guess <= 3; guess++) {
                assertThat(guess(gateway, profile).statusCode()).isEqualTo(401);
            }
            HttpResponse<String> refused = guess(gateway, profile);
            String wait = refused.headers().firstValue("Retry-After").orElse("none");
            assertThat(Integer.parseInt(wait)).isBetween(1, 60);
            assertThat(told(refused)).isEqualTo("429 " + words.replace("{wait}", wait));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aKeyThatIsKnownPassesFromTheSameAddress(ServerKind server) throws Exception {
        try (TestGateway gateway = beyondTheLimit(server)) {
            assertThat(gateway.get("/v1/echo").statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aKeyThatIsKnownAndNoGoodIsToldWhatItIsAnyway(ServerKind server) throws Exception {
        try (TestGateway gateway = beyondTheLimit(server)) {
            assertThat(gateway.client
                            .get("/v1/echo", TestGateway.credential("standard", gateway.keys.key("expired")))
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @ParameterizedTest
    @EnumSource
    void openRoutesAnswerAsEver(ServerKind server) throws Exception {
        try (TestGateway gateway = beyondTheLimit(server)) {
            assertThat(gateway.client
                            .get("/health", TestGateway.credential("standard", gateway.keys.unknownKey()))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatCanBeNoKeyDoesNotCount(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.start(server, "transactional", directory, "--guess-limit", "1")) {
            for (int attempt = 1; attempt <= 3; attempt++) {
                gateway.client.get("/v1/echo");
                gateway.client.get("/v1/echo", "Authorization", "Bearer another-prefix-and-much-more");
                gateway.client.get("/v1/echo", "Authorization", "Bearer \"" + gateway.keys.unknownKey() + "\"");
            }
            assertThat(guess(gateway, "transactional").statusCode()).isEqualTo(401);
            assertThat(guess(gateway, "transactional").statusCode()).isEqualTo(429);
        }
    }

    @ParameterizedTest
    @EnumSource
    void keysThatWereRevokedDoNotCount(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.start(server, "standard", directory, "--guess-limit", "1")) {
            for (String label : new String[] {"deleted", "inactive", "expired", "early"}) {
                gateway.client.get("/v1/echo", TestGateway.credential("standard", gateway.keys.key(label)));
            }
            assertThat(guess(gateway, "standard").statusCode()).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachClientBehindATrustedProxyIsCountedByItself(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.start(
                server, "standard", directory, "--guess-limit", "1", "--trusted-proxies", "127.0.0.0/8")) {
            assertThat(guess(gateway, "standard", "203.0.113.7").statusCode()).isEqualTo(401);
            assertThat(guess(gateway, "standard", "203.0.113.7").statusCode()).isEqualTo(429);
            assertThat(guess(gateway, "standard", "203.0.113.8").statusCode()).isEqualTo(401);
        }
    }

    private TestGateway beyondTheLimit(ServerKind server) throws Exception {
        TestGateway gateway = TestGateway.start(server, "standard", directory, "--guess-limit", "1");
        guess(gateway, "standard");
        assertThat(guess(gateway, "standard").statusCode()).isEqualTo(429);
        return gateway;
    }

    private static HttpResponse<String> guess(TestGateway gateway, String profile) throws Exception {
        return gateway.client.get("/v1/echo", TestGateway.credential(profile, gateway.keys.unknownKey()));
    }

    private static HttpResponse<String> guess(TestGateway gateway, String profile, String address) throws Exception {
        String[] credential = TestGateway.credential(profile, gateway.keys.unknownKey());
        return gateway.client.get("/v1/echo", credential[0], credential[1], "X-Forwarded-For", address);
    }
}
