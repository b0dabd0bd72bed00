package dev.latchkey.examples.gateway;

import static dev.latchkey.examples.gateway.TestGateway.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** free-ai's project id, which every request that spends tokens has to name. */
class ProjectIdTest {
    private static final String NONE = "no header";
    private static final String REFUSED =
            "400 {\"error\":{\"message\":\"Missing or invalid project_id. Use 1-64 chars [a-zA-Z0-9._:-]\","
                    + "\"type\":\"invalid_request_error\",\"code\":\"invalid_project_id\"}}";
    private static final String LONGEST = "p".repeat(64);

    @TempDir
    Path directory;

    static Stream<Arguments> ids() {
        return OnBothServers.each(
                arguments("my_project", "{}", "200"),
                arguments(NONE, "{\"project_id\":\"my_project\"}", "200"),
                arguments(NONE, "{\"project_id\":\"a.B:7_-\"}", "200"),
                arguments(NONE, "{\"project_id\":\" my_project \"}", "200"),
                arguments(" my_project ", "{}", "200"),
                arguments(LONGEST, "{}", "200"),
                arguments(NONE, "{\"project_id\":\"" + LONGEST + "\"}", "200"),
                arguments("my_project", "{\"project_id\":\"not one\"}", "200"),
                arguments("", "{\"project_id\":\"my_project\"}", REFUSED),
                arguments("not one", "{\"project_id\":\"my_project\"}", REFUSED),
                arguments(LONGEST + "p", "{}", REFUSED),
                arguments(NONE, "{}", REFUSED),
                arguments(NONE, "{\"project_id\":null}", REFUSED),
                arguments(NONE, "{\"project_id\":\"\"}", REFUSED),
                arguments(NONE, "{\"project_id\":\" \"}", REFUSED),
                arguments(NONE, "{\"project_id\":\"a/b\"}", REFUSED),
                arguments(NONE, "{\"project_id\":\"\u00e4\"}", REFUSED),
                arguments(NONE, "{\"project_id\":\"" + LONGEST + "p\"}", REFUSED),
                arguments(NONE, "{\"metadata\":{\"project_id\":\"my_project\"}}", REFUSED));
    }

    @ParameterizedTest(name = "header {1} and body {2} on {0}: {3}")
    @MethodSource("ids")
    void theHeaderWinsAndTheBodyComesSecond(ServerKind server, String header, String body, String expected)
            throws Exception {
        try (TestGateway gateway = TestGateway.start(server, "free-ai", directory)) {
            assertThat(told(send(gateway, "/v1/chat/completions", header, body)))
                    .startsWith(expected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void messagesNeedOneToo(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.start(server, "free-ai", directory)) {
            assertThat(told(send(gateway, "/v1/messages", NONE, "{}"))).isEqualTo(REFUSED);
            assertThat(told(send(gateway, "/v1/messages", NONE, "{\"project_id\":\"p\"}")))
                    .startsWith("200");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSecondOneInTheBodyIsRefused(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.start(server, "free-ai", directory)) {
            HttpResponse<String> refused =
                    send(gateway, "/v1/chat/completions", NONE, "{\"project_id\":\"mine\",\"project_id\":\"theirs\"}");
            assertThat(told(refused)).startsWith("400 ").contains("\"code\":\"repeated_member\"");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whereTheHeaderIsThereTheBodyGoesOnUnread(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.start(server, "free-ai", directory)) {
            assertThat(told(send(gateway, "/v1/chat/completions", "p", "{\"project_id\":")))
                    .startsWith("400 {\"upstream_error\":");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatSpendsNoTokensNeedsNone(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.start(server, "free-ai", directory)) {
            assertThat(gateway.get("/v1/models/gpt-4o").statusCode() + " "
                            + gateway.get("/usage").statusCode() + " "
                            + send(gateway, "/v1/echo", NONE, "{\"project_id\":")
                                    .statusCode())
                    .isEqualTo("200 200 200");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theKeyIsAskedForFirst(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.start(server, "free-ai", directory)) {
            assertThat(told(gateway.client.post("/v1/chat/completions", "{}")))
                    .isEqualTo("401 {\"error\":{\"message\":\"Unauthorized\",\"type\":\"authentication_error\","
                            + "\"code\":\"invalid_api_key\"}}");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theAddressLimitIsToldBeforeTheProject(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.start(server, "free-ai", directory)) {
            for (int call = 1; call <= 10; call++) {
                gateway.get("/v1/echo");
            }
            assertThat(told(send(gateway, "/v1/chat/completions", NONE, "{}")))
                    .isEqualTo("429 {\"error\":{\"message\":\"Rate limit exceeded\",\"type\":\"rate_limit_error\"}}");
        }
    }

    private static HttpResponse<String> send(TestGateway gateway, String path, String project, String body)
            throws Exception {
        String[] credential = TestGateway.credential("free-ai", gateway.keys.key("good"));
        String[] headers = project.equals(NONE)
                ? credential
                : new String[] {credential[0], credential[1], "X-Gateway-Project-Id", project};
        return gateway.client.send("POST", path, BodyPublishers.ofString(body), headers);
    }
}
