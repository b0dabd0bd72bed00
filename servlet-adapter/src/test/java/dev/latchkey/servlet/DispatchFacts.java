package dev.latchkey.servlet;

import static dev.latchkey.servlet.TestKeys.ALICE;
import static dev.latchkey.servlet.TestKeys.UNKNOWN;
import static dev.latchkey.servlet.TestKeys.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Authenticator;
import dev.latchkey.Enforcement;
import dev.latchkey.Route;
import dev.latchkey.key.KeySource;
import dev.latchkey.key.KeyTable;
import dev.latchkey.profile.Profiles;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forwards, includes, async and error dispatches; everything below {@code /open} is open, and below {@code /v1} not. */
abstract class DispatchFacts extends ServerFacts {
    private final HostServlet host = new HostServlet();
    private final AtomicInteger tablesRead = new AtomicInteger();
    private int port;

    DispatchFacts(Container container) {
        super(container);
    }

    @BeforeAll
    void startHost() throws Exception {
        KeyTable table = TestKeys.aliceAndBob().table();
        KeySource counting = () -> {
            tablesRead.incrementAndGet();
            return table;
        };
        port = start(openRoutes(Authenticator.builder(Profiles.standard()).keys(counting)), host::addTo);
    }

    @BeforeEach
    void forget() {
        host.reached.set(0);
        tablesRead.set(0);
    }

    private static Authenticator openRoutes(Authenticator.Builder builder) {
        return builder.openRoutes(
                        Route.get("/open/forward"),
                        Route.get("/open/include"),
                        Route.get("/open/include-two"),
                        Route.get("/open/async"),
                        Route.get("/open/async-again"),
                        Route.get("/open/conflict"),
                        Route.get("/open/page"))
                .build();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/forward?to=/v1/echo",
                "/v1/forward?to=/v1/forward?to=/v1/echo",
                "/v1/include?to=/v1/echo",
                "/v1/async",
                "/v1/conflict",
                "/open/forward?to=/v1/echo",
                "/open/include?to=/v1/echo",
                "/open/async?to=/v1/echo"
            })
    void aGoodKeyIsTheSameIdentityInEveryDispatch(String target) throws Exception {
        RawAnswer answer = RawHttp.get(port, target, bearer(ALICE));
        assertThat(answer.seen("label")).containsExactly("alice");
        assertThat(answer.seen("remote-user")).doesNotContain("null");
        assertThat(answer.seen("getHeader Authorization")).containsExactly("null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/forward?to=/v1/echo", "/v1/include?to=/v1/echo", "/v1/async", "/v1/conflict"})
    void laterDispatchesDoNotAskTheKeysAgain(String target) throws Exception {
        RawHttp.get(port, "/v1/echo", bearer(ALICE));
        int once = tablesRead.getAndSet(0);
        RawHttp.get(port, target, bearer(ALICE));
        assertThat(tablesRead).hasValue(once);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Authorization: Bearer " + UNKNOWN})
    void anOpenRouteThatForwardsToAProtectedOneIsRefused(String line) throws Exception {
        RawAnswer answer = RawHttp.get(port, "/open/forward?to=/v1/echo", line.isEmpty() ? "X-None: 1" : line);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(host.reached).hasValue(1);
    }

    @Test
    void aRefusedForwardAnswersAsIfNobodyHadWrittenBefore() throws Exception {
        RawAnswer answer = RawHttp.get(port, "/open/forward?to=/v1/echo");
        assertThat(answer.header("X-Before-Forward")).isEmpty();
        assertThat(answer.body()).isEqualTo(RawHttp.get(port, "/v1/echo").body());
    }

    @Test
    void anOpenRouteThatDispatchesElsewhereIsRefused() throws Exception {
        RawAnswer answer = RawHttp.get(port, "/open/async?to=/v1/echo");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(host.reached).hasValue(1);
    }

    @Test
    void anOpenRouteMayForwardToAnother() throws Exception {
        assertThat(RawHttp.get(port, "/open/forward?to=/open/page").seen("label"))
                .containsExactly("nobody");
    }

    @Test
    void anOpenRouteMayIncludeAnother() throws Exception {
        RawAnswer answer = RawHttp.get(port, "/open/include?to=/open/page");
        assertThat(answer.body()).startsWith("includer").contains("label=nobody");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/open/page/../../v1/echo", "/open/page;x", "/open//page", "/open/%70age"})
    void aForwardToWhatLooksLikeAnOpenRouteIsProtected(String to) throws Exception {
        RawAnswer answer = RawHttp.get(port, "/open/forward?to=" + to.replace("%", "%25"));
        assertThat(answer.seen("label")).isEmpty();
    }

    @Test
    void anOpenRouteMayDispatchToItself() throws Exception {
        RawAnswer answer = RawHttp.get(port, "/open/async-again?x=1");
        assertThat(answer.seen("dispatcher")).containsExactly("ASYNC");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/open/forward?to=/v1/echo", "/open/include?to=/v1/echo", "/open/async?to=/v1/echo"})
    void aTargetBehindAnOpenRouteIsAskedAboutWithTheHeadersAsTheyCame(String target) throws Exception {
        int cloudflare = start(openRoutes(builder(Profiles.cloudflare())));
        RawAnswer answer = RawHttp.get(cloudflare, target, "cf-aig-authorization: Bearer " + ALICE);
        assertThat(answer.seen("label")).containsExactly("alice");
        assertThat(answer.body()).doesNotContain(ALICE);
    }

    @Test
    void aWrapperOfTheHostStaysOutermostInAForward() throws Exception {
        RawAnswer answer = RawHttp.get(port, "/v1/forward-as?to=/v1/echo", bearer(ALICE));
        assertThat(answer.seen("remote-user")).containsExactly("the host's name");
    }

    @Test
    void aRefusedIncludeThrows() throws Exception {
        RawAnswer answer = RawHttp.get(port, "/open/include?to=/v1/echo");
        assertThat(answer.status()).isEqualTo(500);
        assertThat(host.reached).hasValue(1);
    }

    @Test
    void aRefusedIncludeLeavesTheRestOfAnOpenPageOpen() throws Exception {
        assertThat(RawHttp.get(port, "/open/include-two").seen("label")).containsExactly("nobody");
    }

    @Test
    void aRefusalIsNotRewrittenByTheHostsErrorPage() throws Exception {
        RawAnswer answer = RawHttp.get(port, "/v1/echo");
        assertThat(answer.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(host.reached).hasValue(0);
    }

    @Test
    void anErrorPageKeepsItsStatus() throws Exception {
        RawAnswer answer = RawHttp.get(port, "/v1/conflict", bearer(ALICE));
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.seen("dispatcher")).containsExactly("ERROR");
    }

    @Test
    void anErrorPageOfAnOpenRouteIsPartOfItsAnswer() throws Exception {
        RawAnswer answer = RawHttp.get(port, "/open/conflict");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.seen("label")).containsExactly("nobody");
    }

    @Test
    void anErrorPageWithoutAnEarlierVerdictIsProtected() throws Exception {
        int early = start(context -> {
            new EarlyFilter(EarlyFilter.Act.SEND_CONFLICT).addTo(context);
            LatchkeyFilter.register(context, standard());
            new HostServlet().addTo(context);
        });
        assertThat(RawHttp.get(early, "/v1/echo").status()).isEqualTo(401);
        assertThat(RawHttp.get(early, "/v1/echo", bearer(ALICE)).status()).isEqualTo(409);
    }

    @Test
    void startAsyncHandsOnTheRequestWithoutTheCredential() throws Exception {
        RawAnswer answer = RawHttp.get(port, "/v1/async-request", bearer(ALICE));
        assertThat(answer.seen("label")).containsExactly("alice");
        assertThat(answer.seen("getHeader Authorization")).containsExactly("null");
        assertThat(answer.body()).doesNotContain(ALICE);
    }

    @Test
    void whatWasOnlyObservedStaysAnonymousInEveryDispatch() throws Exception {
        int observing = start(openRoutes(builder(Profiles.standard()).enforcement(Enforcement.OBSERVE)));
        RawAnswer answer = RawHttp.get(observing, "/open/forward?to=/v1/forward?to=/v1/echo", bearer(UNKNOWN));
        assertThat(answer.seen("label")).containsExactly("nobody");
    }

    @Test
    void authenticationThatIsSwitchedOffLetsEveryDispatchPass() throws Exception {
        int off = start(openRoutes(builder(Profiles.standard()).enforcement(Enforcement.OFF)));
        assertThat(RawHttp.get(off, "/open/include?to=/v1/echo").seen("label")).containsExactly("nobody");
    }
}
