package dev.latchkey.servlet;

import static dev.latchkey.servlet.TestKeys.ALICE;
import static dev.latchkey.servlet.TestKeys.BOB;
import static dev.latchkey.servlet.TestKeys.UNKNOWN;
import static dev.latchkey.servlet.TestKeys.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Authenticator;
import dev.latchkey.CredentialSource;
import dev.latchkey.Enforcement;
import dev.latchkey.Route;
import dev.latchkey.profile.Profiles;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.util.EnumSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the host sees of a request that passed. */
abstract class HostViewFacts extends ServerFacts {
    private int port;
    private int identified;

    HostViewFacts(Container container) {
        super(container);
    }

    @BeforeAll
    void startHosts() throws Exception {
        port = start(standard());
        identified = start(builder(Profiles.standard()).identityHeaders().build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization: Bearer K", "x-api-key: K", "X-Api-key: K"})
    void theConsumedCredentialIsGone(String line) throws Exception {
        RawAnswer answer = RawHttp.get(port, "/v1/echo", line.replace("K", ALICE), "X-Kept: kept");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain(ALICE);
        assertThat(answer.seen("header x-kept")).containsExactly("kept");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Latchkey-Key-Id",
                "x-latchkey-key-id",
                "X_Latchkey_Key_Id",
                "X-Latchkey_User",
                "X-LATCHKEY-LABEL",
                "X-Latchkey-Anything"
            })
    void identityHeadersOfTheClientAreGoneOnEveryRoute(String name) throws Exception {
        String line = name + ": forged";
        assertThat(RawHttp.get(port, "/v1/echo", bearer(ALICE), line).body()).doesNotContain("forged");
        assertThat(RawHttp.get(port, "/health", line).body()).doesNotContain("forged");
        assertThat(RawHttp.get(identified, "/v1/echo", bearer(ALICE), line).body())
                .doesNotContain("forged");
    }

    @Test
    void theIdentityIsAddedWhereTheHostAskedForIt() throws Exception {
        RawAnswer answer = RawHttp.get(identified, "/v1/echo", bearer(ALICE), "X-Latchkey-Label: forged");
        assertThat(answer.seen("header x-latchkey-label")).containsExactly("alice");
        assertThat(answer.seen("header x-latchkey-key-id")).isEqualTo(answer.seen("remote-user"));
        assertThat(answer.seen("getHeader X-Latchkey-Key-Id")).isEqualTo(answer.seen("remote-user"));
    }

    @Test
    void theIdentityIsInTheServletsOwnTerms() throws Exception {
        RawAnswer answer = RawHttp.get(port, "/v1/echo", bearer(ALICE));
        String id = TestKeys.record("alice", ALICE).build().id().value();
        assertThat(answer.seen("remote-user")).containsExactly(id);
        assertThat(answer.seen("user-principal")).containsExactly("Principal[KEY, " + id + "]");
        assertThat(answer.seen("auth-type")).containsExactly("API-KEY");
    }

    @Test
    void anOpenRouteHasNoIdentity() throws Exception {
        RawAnswer answer = RawHttp.get(port, "/health", bearer(ALICE));
        assertThat(answer.seen("user-principal")).containsExactly("null");
        assertThat(answer.seen("remote-user")).containsExactly("null");
        assertThat(answer.seen("label")).containsExactly("nobody");
    }

    @Test
    void headersThatAreNobodysBusinessAreReadAsBefore() throws Exception {
        RawAnswer answer = RawHttp.get(port, "/v1/echo", bearer(ALICE), "X-Number: 42", "X-Two: a", "X-Two: b");
        assertThat(answer.seen("number")).containsExactly("42");
        assertThat(answer.seen("header x-two")).contains("a", "b");
    }

    @Test
    void fieldsBehindTheBodyAreNoWayAround() throws Exception {
        String request =
                RawHttp.request("POST", "/v1/echo", bearer(ALICE), "TE: trailers", "Transfer-Encoding: chunked")
                        + "1\r\nx\r\n0\r\nX-Latchkey-Key-Id: forged\r\nAuthorization: Bearer " + ALICE + "\r\n\r\n";
        RawAnswer answer = RawHttp.send(port, request);
        assertThat(answer.seen("body-bytes")).containsExactly("1");
        assertThat(answer.body()).doesNotContain("forged").doesNotContain(ALICE);
    }

    @Test
    void theGatewaysOwnHeaderIsGoneEvenWhileAuthenticationIsOff() throws Exception {
        int off = start(
                builder(Profiles.cloudflare()).enforcement(Enforcement.OFF).build());
        RawAnswer answer =
                RawHttp.get(off, "/v1/echo", "cf-aig-authorization: Bearer " + ALICE, "Authorization: Bearer theirs");
        assertThat(answer.body()).doesNotContain(ALICE).contains("header authorization=Bearer theirs");
    }

    @Test
    void theProvidersHeadersGoOnUntouched() throws Exception {
        int cloudflare = start(builder(Profiles.cloudflare()).build());
        RawAnswer answer = RawHttp.get(
                cloudflare,
                "/v1/echo",
                "cf-aig-authorization: Bearer " + ALICE,
                "Authorization: Bearer theirs",
                "x-api-key: theirs too");
        assertThat(answer.seen("header authorization")).containsExactly("Bearer theirs");
        assertThat(answer.seen("header x-api-key")).containsExactly("theirs too");
        assertThat(answer.body()).doesNotContain(ALICE);
    }

    @Test
    void twoAuthenticatorsInOneChainKeepTheirVerdictsApart() throws Exception {
        int two = start(context -> {
            filter(context, "outer", outer());
            filter(context, "inner", standard());
            new HostServlet().addTo(context);
        });
        String outerKey = "X-Outer: " + BOB;
        assertThat(RawHttp.get(two, "/v1/echo", bearer(ALICE)).status()).isEqualTo(401);
        assertThat(RawHttp.get(two, "/v1/echo", outerKey).status()).isEqualTo(401);
        assertThat(RawHttp.get(two, "/v1/echo", outerKey, bearer(UNKNOWN)).status())
                .isEqualTo(401);
        for (String target : new String[] {"/v1/echo", "/v1/forward?to=/v1/echo", "/v1/async", "/v1/conflict"}) {
            RawAnswer both = RawHttp.get(two, target, outerKey, bearer(ALICE));
            assertThat(both.seen("label")).containsExactly("alice");
            assertThat(both.body()).doesNotContain(ALICE).doesNotContain(BOB);
        }
    }

    @Test
    void oneAuthenticatorInTwoFiltersDecidesOnce() throws Exception {
        Authenticator shared = standard();
        int twice = start(context -> {
            filter(context, "first", shared);
            filter(context, "second", shared);
            new HostServlet().addTo(context);
        });
        assertThat(RawHttp.get(twice, "/v1/echo", bearer(ALICE)).seen("label")).containsExactly("alice");
    }

    private static Authenticator outer() {
        return builder(Profiles.standard().toBuilder()
                        .credentials(CredentialSource.raw("X-Outer"))
                        .build())
                .openRoutes(Route.get("/health"))
                .build();
    }

    private static void filter(ServletContext context, String name, Authenticator authenticator) {
        FilterRegistration.Dynamic registration = context.addFilter(name, new LatchkeyFilter(authenticator));
        registration.setAsyncSupported(true);
        registration.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), true, "/*");
    }
}
