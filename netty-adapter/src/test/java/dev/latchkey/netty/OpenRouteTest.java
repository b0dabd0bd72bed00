package dev.latchkey.netty;

import static dev.latchkey.netty.RawClient.bearer;
import static dev.latchkey.netty.RawClient.get;
import static dev.latchkey.netty.RawClient.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The open route {@code GET /health}, and what only looks like it. */
final class OpenRouteTest {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.http1(Keys.authenticator(), EchoHost::new);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health?x=1", "/health?"})
    void openRoutePassesWithoutAKey(String target) throws IOException {
        assertThat(RawClient.ask(server, get(target)).status()).isEqualTo(200);
    }

    @Test
    void openRoutePassesWithoutAnIdentityEvenWithAGoodKey() throws IOException {
        assertThat(RawClient.ask(server, get("/health", bearer(Keys.ALICE))).principal())
                .isEqualTo("none");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/health/",
                "/HEALTH",
                "//health",
                "/health/../v1/x",
                "/./health",
                "/health;x=1",
                "/health%2f",
                "/%68ealth",
                "/health%00",
                "/health#x",
                "/health\\",
                "*",
                "/",
            })
    void whatOnlyLooksLikeTheOpenRouteIsNeverOpen(String target) throws IOException {
        assertThat(RawClient.ask(server, get(target)).status()).isIn(400, 401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "HEAD", "get", "OPTIONS"})
    void otherMethodsAreProtected(String method) throws IOException {
        try (RawClient client = new RawClient(server)) {
            assertThat(client.send(request(method, "/health", "Content-Length: 0"))
                            .readHead()
                            .status())
                    .isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-HTTP-Method-Override: GET", "X-Method-Override: GET"})
    void methodOverridesAreIgnored(String line) throws IOException {
        assertThat(RawClient.ask(server, request("POST", "/health", line, "Content-Length: 0"))
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Original-URL: /health", "X-Rewrite-URL: /health", "X-Forwarded-Prefix: /health"})
    void headersThatNameAnotherPathAreIgnored(String line) throws IOException {
        assertThat(RawClient.ask(server, get("/v1/x", line)).status()).isEqualTo(401);
    }
}
