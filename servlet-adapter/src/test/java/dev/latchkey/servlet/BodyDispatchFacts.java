package dev.latchkey.servlet;

import static dev.latchkey.servlet.ChatRequests.ALLOWED;
import static dev.latchkey.servlet.ChatRequests.OTHER;
import static dev.latchkey.servlet.TestKeys.ALICE;
import static dev.latchkey.servlet.TestKeys.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.body.BodyReader;
import dev.latchkey.profile.Profiles;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import java.util.EnumSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A held body in forwards, includes, async and error dispatches, and how long it counts as held. */
abstract class BodyDispatchFacts extends ServerFacts {
    private static final String BODY = ChatRequests.body(ALLOWED, 100_000);
    private BodyServlet host;
    private int port;
    private long heldBefore;

    BodyDispatchFacts(Container container) {
        super(container);
    }

    @BeforeEach
    void startHost() throws Exception {
        heldBefore = BodyReader.heldByAll();
        host = new BodyServlet();
        port = start(BodyHost.gate(), host::addTo);
    }

    @AfterEach
    void nothingStaysHeld() {
        assertThat(Eventually.comesTrue(() -> BodyReader.heldByAll() == heldBefore))
                .isTrue();
    }

    private RawAnswer ask(String target) throws Exception {
        return ask(target, BODY);
    }

    private RawAnswer ask(String target, String body) throws Exception {
        return RawHttp.send(port, ChatRequests.withLength(target, body, bearer(ALICE)));
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/forward, FORWARD",
        "/v1/include?to=/v1/target, REQUEST",
        "/v1/async, ASYNC",
        "/v1/async-raw, ASYNC",
        "/v1/conflict, ERROR",
        "/open/forward, FORWARD",
        "/open/include?to=/v1/target, REQUEST"
    })
    void everyDispatchSeesTheBodyThatNobodyHasReadYet(String target, String dispatcher) throws Exception {
        RawAnswer answer = ask(target);
        assertThat(answer.seen("dispatcher")).contains(dispatcher);
        assertThat(answer.seen("sha256")).contains(ChatRequests.sha256(BODY));
    }

    @Test
    void aListenerMayBeSetInALaterDispatch() throws Exception {
        assertThat(ask("/v1/async-listener").seen("sha256")).containsExactly(ChatRequests.sha256(BODY));
    }

    @Test
    void whatOneDispatchHasReadIsGoneForTheNext() throws Exception {
        RawAnswer answer = ask("/v1/include?to=/v1/target");
        assertThat(answer.seen("length")).containsExactly("" + BODY.length(), "0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/open/forward", "/open/include?to=/v1/target"})
    void aTargetBehindAnOpenRouteIsRefusedForItsBody(String target) throws Exception {
        RawAnswer answer = ask(target, ChatRequests.body(OTHER));
        assertThat(answer.seen("dispatcher")).doesNotContain("FORWARD", "INCLUDE");
        assertThat(host.reached).hasValue(1);
    }

    @Test
    void anOpenPageKeepsABodyThatARefusedIncludeWasAskedAbout() throws Exception {
        String body = ChatRequests.body(OTHER);
        RawAnswer answer = ask("/open/include?to=/v1/target", body);
        assertThat(answer.seen("refused")).singleElement().asString().contains("403");
        assertThat(answer.seen("sha256")).containsExactly(ChatRequests.sha256(body));
    }

    @Test
    void aHostThatThrowsHoldsNothing() throws Exception {
        assertThat(ask("/v1/throw").status()).isEqualTo(500);
    }

    @Test
    void aHostThatGoesOnAsynchronouslyAndThrowsHoldsNothing() {
        statusOrClosed(port, ChatRequests.withLength("/v1/async-throw", BODY, bearer(ALICE)));
        assertThat(host.reached).hasPositiveValue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/blocking", "/v1/listener", "/v1/forward", "/v1/async"})
    void twoAuthenticatorsReadTheSameBody(String target) throws Exception {
        Filter inner = new LatchkeyFilter(BodyHost.gate(Profiles.cloudflare()));
        int both = start(BodyHost.gate(), context -> {
            FilterRegistration.Dynamic second = context.addFilter("inner", inner);
            second.setAsyncSupported(true);
            second.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), true, "/*");
            host.addTo(context);
        });
        String keys = bearer(ALICE) + "\r\ncf-aig-authorization: Bearer " + ALICE;
        RawAnswer answer = RawHttp.send(both, ChatRequests.withLength(target, BODY, keys));
        assertThat(answer.seen("sha256")).containsExactly(ChatRequests.sha256(BODY));
        assertThat(answer.seen("held")).containsExactly("" + (heldBefore + 2L * BODY.length()));
    }

    @Test
    void aBodyIsHeldUntilAnAsynchronousExchangeEnds() throws Exception {
        CompletableFuture<RawAnswer> answer = CompletableFuture.supplyAsync(() -> askUnchecked("/v1/async-wait"));
        AsyncContext async = host.waiting.get(20, TimeUnit.SECONDS);
        assertThat(BodyReader.heldByAll()).isEqualTo(heldBefore + BODY.length());
        async.complete();
        assertThat(answer.get(20, TimeUnit.SECONDS).status()).isEqualTo(200);
    }

    private RawAnswer askUnchecked(String target) {
        try {
            return ask(target);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aBodyIsHeldNoLongerThanAnAsynchronousExchangeMayTake() throws Exception {
        statusOrClosed(port, ChatRequests.withLength("/v1/async-timeout", BODY, bearer(ALICE)));
        assertThat(host.heldMeanwhile.get(20, TimeUnit.SECONDS)).isEqualTo(heldBefore + BODY.length());
    }
}
