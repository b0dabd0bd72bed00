package dev.latchkey.examples.gateway;

import static dev.latchkey.examples.gateway.TestGateway.told;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies that rules have to know, under standard: what cannot be read for certain never passes such a rule. */
class BodiesTest {
    private static final String CHAT = "/v1/chat/completions";
    private static final String JSON = "application/json";
    private static final String ALLOWED = "\"allowed_models\":[\"openai:gpt-4o\"]";
    private static final String FREE = "\"id\":\"k\"";
    private static final String GOOD = "{\"model\":\"gpt-4o\"}";
    private static final String WRONG = "{\"model\":\"gpt-4o-mini\"}";

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void aDeniedModelIsAProblemOfRfc9457(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.holding(server, "standard", directory, ALLOWED)) {
            HttpResponse<String> refused = gateway.chat("gpt-4o-mini");
            assertThat(told(refused))
                    .isEqualTo("403 {\"type\":\"about:blank\",\"title\":\"Forbidden\",\"status\":403,\"detail\":"
                            + "\"Model 'gpt-4o-mini' is not permitted for this API key.\",\"error\":{\"message\":"
                            + "\"Model 'gpt-4o-mini' is not permitted for this API key.\","
                            + "\"type\":\"permission_error\",\"param\":null,\"code\":\"model_not_allowed\"}}");
            assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aModelThatARuleNeedsIsMissed(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.holding(server, "standard", directory, ALLOWED)) {
            assertThat(told(gateway.post(CHAT, "{\"messages\":[]}")))
                    .isEqualTo("400 {\"type\":\"about:blank\",\"title\":\"Bad Request\",\"status\":400,\"detail\":"
                            + "\"'model' is required in the request body.\",\"error\":{\"message\":"
                            + "\"'model' is required in the request body.\",\"type\":\"invalid_request_error\","
                            + "\"param\":null,\"code\":\"missing_model\"}}");
        }
    }

    static Stream<Arguments> bodies() {
        String messages = "\"messages\":[{\"content\":\"" + "x".repeat(1 << 20) + "\"}]";
        String deep = "[".repeat(20_000) + "]".repeat(20_000);
        return OnBothServers.each(
                body(
                                "a second one at the end",
                                "{\"model\":\"gpt-4o\"," + messages + ",\"model\":\"gpt-4o-mini\"}",
                                UTF_8)
                        .refused("400 repeated_member"),
                body("a second one like it", "{\"model\":\"gpt-4o\",\"model\":\"gpt-4o\"}", UTF_8)
                        .refused("400 repeated_member"),
                body("an escaped second one", "{\"model\":\"gpt-4o\",\"mod\\u0065l\":\"gpt-4o-mini\"}", UTF_8)
                        .refused("400 repeated_member"),
                body("an escaped one", "{\"mod\\u0065l\":\"gpt-4o-mini\"}", UTF_8)
                        .refused("403 model_not_allowed"),
                body("one in another case", "{\"MODEL\":\"gpt-4o-mini\"}", UTF_8)
                        .refused("400 repeated_member"),
                body("another case beside it", "{\"model\":\"gpt-4o\",\"Model\":\"gpt-4o-mini\"}", UTF_8)
                        .refused("400 repeated_member"),
                body("a number", "{\"model\":7}", UTF_8).refused("400 invalid_member"),
                body("no UTF-8", "{\"model\":\"gpt-4o\",\"messages\":\"\u00e9\"}", ISO_8859_1)
                        .refused("400 malformed_body"),
                body("UTF-16", GOOD, UTF_16).refused("400 malformed_body"),
                body("UTF-16 without a mark", GOOD, UTF_16LE).refused("400 malformed_body"),
                body("a mark of UTF-8", "\uFEFF" + WRONG, UTF_8).refused("400 malformed_body"),
                body("cut short", "{\"model\":\"gpt-4o\",\"messages\":[", UTF_8).refused("400 malformed_body"),
                body("cut inside a text", "{\"model\":\"gpt-4o\",\"x\":\"y", UTF_8)
                        .refused("400 malformed_body"),
                body("more behind it", GOOD + WRONG, UTF_8).refused("400 malformed_body"),
                body("a list", "[" + GOOD + "]", UTF_8).refused("400 malformed_body"),
                body("nothing", "", UTF_8).refused("400 malformed_body"),
                body("20,000 deep", "{\"model\":\"gpt-4o\",\"messages\":" + deep + "}", UTF_8)
                        .refused("400 malformed_body"),
                body("text/plain", WRONG, UTF_8).as("text/plain").refused("400 missing_model"),
                body("text/plain with a good one", GOOD, UTF_8).as("text/plain").refused("400 missing_model"),
                body("no content type", WRONG, UTF_8).as("").refused("403 model_not_allowed"),
                body("another JSON", WRONG, UTF_8).as("application/vnd.x+json").refused("403 model_not_allowed"),
                body("said to be UTF-16", GOOD, UTF_8)
                        .as(JSON + "; charset=utf-16")
                        .refused("400 malformed_body"));
    }

    @ParameterizedTest(name = "{1} on {0}: {3}")
    @MethodSource("bodies")
    void whatIsNotCertainNeverPasses(ServerKind server, String name, Sent body, String expected) throws Exception {
        try (TestGateway gateway = TestGateway.holding(server, "standard", directory, ALLOWED)) {
            assertRefused(body.to(gateway), expected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCompressedBodyIsNotReadAndNeverPasses(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.holding(server, "standard", directory, ALLOWED)) {
            HttpResponse<String> refused = gateway.client.send(
                    "POST", CHAT, BodyPublishers.ofString(GOOD), headers(gateway, "Content-Encoding", "gzip"));
            assertRefused(refused, "400 malformed_body");
        }
    }

    @ParameterizedTest(name = "{1} on {0}")
    @MethodSource("bodies")
    void aKeyWithoutRulesSendsWhatItLikes(ServerKind server, String name, Sent body) throws Exception {
        try (TestGateway gateway = TestGateway.holding(server, "standard", directory, FREE)) {
            HttpResponse<String> answer = body.to(gateway);
            assertThat(answer.statusCode() == 200 || answer.body().startsWith("{\"upstream_error\":"))
                    .isTrue();
        }
    }

    private static void assertRefused(HttpResponse<String> refused, String statusAndCode) {
        int blank = statusAndCode.indexOf(' ');
        assertThat(refused.statusCode() + "").isEqualTo(statusAndCode.substring(0, blank));
        assertThat(refused.body()).contains("\"code\":\"" + statusAndCode.substring(blank + 1) + "\"");
    }

    private static String[] headers(TestGateway gateway, String... more) {
        return Stream.of(TestGateway.credential("standard", gateway.keys.key("good")), more)
                .flatMap(Stream::of)
                .toArray(String[]::new);
    }

    private static Sent body(String name, String text, Charset charset) {
        return new Sent(name, text, charset, JSON);
    }

    /** A body of this type, or of none. */
    private record Sent(String name, String text, Charset charset, String contentType) {
        Sent as(String type) {
            return new Sent(name, text, charset, type);
        }

        Arguments refused(String statusAndCode) {
            return arguments(name, this, statusAndCode);
        }

        HttpResponse<String> to(TestGateway gateway) throws Exception {
            String[] type = contentType.isEmpty() ? new String[0] : new String[] {"Content-Type", contentType};
            return gateway.client.send(
                    "POST", CHAT, BodyPublishers.ofByteArray(text.getBytes(charset)), headers(gateway, type));
        }
    }
}
