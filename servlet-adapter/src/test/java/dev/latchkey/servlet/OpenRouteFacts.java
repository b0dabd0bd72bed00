package dev.latchkey.servlet;

import static dev.latchkey.servlet.TestKeys.ALICE;
import static dev.latchkey.servlet.TestKeys.UNKNOWN;
import static dev.latchkey.servlet.TestKeys.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The one open route is {@code GET /health}; nothing that a container might take for it is open. */
abstract class OpenRouteFacts extends ServerFacts {
    private int root;
    private int below;

    OpenRouteFacts(Container container) {
        super(container);
    }

    @BeforeAll
    void startHosts() throws Exception {
        root = start(standard());
        below = start("/gateway", context -> {
            LatchkeyFilter.register(context, standard());
            new HostServlet().addTo(context);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health?x=1", "/health?", "http://test/health"})
    void theRouteIsOpen(String target) throws Exception {
        RawAnswer answer = RawHttp.get(root, target);
        assertThat(answer.seen("label")).containsExactly("nobody");
    }

    @Test
    void aBadCredentialOnTheOpenRouteIsIgnored() throws Exception {
        assertThat(RawHttp.get(root, "/health", bearer(UNKNOWN)).status()).isEqualTo(200);
    }

    @Test
    void theOpenRouteKeepsTheClientsCredentialForTheHost() throws Exception {
        assertThat(RawHttp.get(root, "/health", bearer(ALICE)).seen("getHeader Authorization"))
                .containsExactly("Bearer " + ALICE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/health/",
                "/HEALTH",
                "//health",
                "/health/../v1/x",
                "/v1/../health",
                "/./health",
                "/health/.",
                "/health;x=1",
                "/;x/health",
                "/health%2f",
                "/%68ealth",
                "/health%00",
                "/health%20",
                "/health%3fx",
                "/healthx",
                "/health\\",
                "/",
                "*",
                "http://test//health"
            })
    void nothingLikeTheRouteIsOpen(String target) throws Exception {
        assertThat(RawHttp.get(root, target).status()).isIn(400, 401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "HEAD", "PUT", "DELETE", "OPTIONS", "get", "GETX"})
    void noOtherMethodIsOpen(String method) throws Exception {
        String request = RawHttp.request(method, "/health", "Content-Length: 0");
        assertThat(RawHttp.send(root, request).status()).isIn(400, 401);
    }

    @Test
    void methodOverridesAreIgnored() throws Exception {
        String request = RawHttp.request("POST", "/health", "X-HTTP-Method-Override: GET", "Content-Length: 0");
        assertThat(RawHttp.send(root, request).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Original-URL: /health",
                "X-Rewrite-URL: /health",
                "X-Forwarded-Prefix: /health",
                "X-Forwarded-Path: /health",
                "Forwarded: for=127.0.0.1;path=/health"
            })
    void headersThatNameAnotherPathAreIgnored(String line) throws Exception {
        assertThat(RawHttp.get(root, "/v1/echo", line).status()).isEqualTo(401);
    }

    @Test
    void theRouteIsOpenBelowAContextPath() throws Exception {
        assertThat(RawHttp.get(below, "/gateway/health").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%67ateway/health",
                "//gateway/health",
                "/gateway//health",
                "/x/../gateway/health",
                "/gateway;x/health",
                "/gateway/v1/echo"
            })
    void nothingLikeTheRouteIsOpenBelowAContextPath(String target) throws Exception {
        assertThat(RawHttp.get(below, target).status()).isIn(400, 401, 404);
    }

    @Test
    void aGoodKeyPassesBelowAContextPath() throws Exception {
        assertThat(RawHttp.get(below, "/gateway/v1/echo", bearer(ALICE)).seen("label"))
                .containsExactly("alice");
    }
}
