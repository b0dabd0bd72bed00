package dev.latchkey.servlet;

import static dev.latchkey.servlet.TestKeys.ALICE;
import static dev.latchkey.servlet.TestKeys.UNKNOWN;
import static dev.latchkey.servlet.TestKeys.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.GatewayProfile;
import dev.latchkey.Header;
import dev.latchkey.KeyShape;
import dev.latchkey.RefusalWords;
import dev.latchkey.Route;
import dev.latchkey.profile.Profiles;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written: refusals, and the headers that a profile puts on the host's own answers. */
abstract class AnswerFacts extends ServerFacts {
    private int port;
    private int freeAi;

    AnswerFacts(Container container) {
        super(container);
    }

    @BeforeAll
    void startHosts() throws Exception {
        port = start(standard());
        freeAi = start(builder(Profiles.freeAi()).build());
    }

    @Test
    void aRefusalStatesTheLengthOfItsBody() throws Exception {
        RawAnswer answer = RawHttp.get(port, "/v1/echo");
        assertThat(answer.header("Content-Length"))
                .hasValue(Integer.toString(answer.body().length()));
        assertThat(answer.body()).contains("\"error\"");
    }

    @Test
    void aRefusedHeadHasTheHeadersAndNoBody() throws Exception {
        try (RawHttp http = new RawHttp(port)) {
            RawAnswer head = http.exchange(RawHttp.request("HEAD", "/v1/echo"));
            RawAnswer get = http.exchange(RawHttp.request("GET", "/v1/echo"));
            assertThat(head.status()).isEqualTo(401);
            assertThat(head.header("Content-Length")).isEqualTo(get.header("Content-Length"));
        }
    }

    @Test
    void aConnectionOutlivesARefusalAndCarriesNoIdentityOver() throws Exception {
        try (RawHttp http = new RawHttp(port)) {
            String good = RawHttp.request("GET", "/v1/echo", bearer(ALICE));
            String bad = RawHttp.request("GET", "/v1/echo", bearer(UNKNOWN));
            assertThat(http.exchange(good).seen("label")).containsExactly("alice");
            assertThat(http.exchange(bad).status()).isEqualTo(401);
            assertThat(http.exchange(RawHttp.request("GET", "/v1/echo")).status())
                    .isEqualTo(401);
            assertThat(http.exchange(RawHttp.request("GET", "/health")).seen("label"))
                    .containsExactly("nobody");
            assertThat(http.exchange(good).seen("label")).containsExactly("alice");
        }
    }

    @Test
    void theBodyOfARefusedRequestIsNeverReadAsTheNextRequest() throws Exception {
        String hidden = RawHttp.request("GET", "/health");
        try (RawHttp http = new RawHttp(port)) {
            String refused = RawHttp.request("POST", "/v1/echo", "Content-Length: " + hidden.length()) + hidden;
            assertThat(http.exchange(refused).status()).isEqualTo(401);
            assertThat(http.exchange(RawHttp.request("GET", "/v1/echo", bearer(ALICE)))
                            .seen("label"))
                    .containsExactly("alice");
        }
    }

    @Test
    void aGoodKeyPassesWithItsBodyWhole() throws Exception {
        String request =
                RawHttp.request("POST", "/v1/echo", bearer(ALICE), "Content-Length: 20000") + "x".repeat(20_000);
        assertThat(RawHttp.send(port, request).seen("body-bytes")).containsExactly("20000");
    }

    @Test
    void everyAnswerCarriesTheProfilesHeaders() throws Exception {
        for (RawAnswer answer : new RawAnswer[] {
            RawHttp.get(freeAi, "/health"),
            RawHttp.get(freeAi, "/v1/echo", bearer(ALICE)),
            RawHttp.get(freeAi, "/v1/echo"),
            RawHttp.get(freeAi, "/v1/missing", bearer(ALICE)),
            RawHttp.get(freeAi, "/v1/conflict", bearer(ALICE)),
            RawHttp.get(freeAi, "/v1/async", bearer(ALICE))
        }) {
            assertThat(answer.headerValues("X-Frame-Options")).containsExactly("DENY");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/own-headers", "/v1/own-headers?reset=1", "/v1/forward?to=/v1/own-headers?reset=1"})
    void theProfilesHeadersWinOverTheHosts(String target) throws Exception {
        RawAnswer answer = RawHttp.get(freeAi, target, bearer(ALICE));
        assertThat(answer.headerValues("X-Frame-Options")).containsExactly("DENY");
        assertThat(answer.headerValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(answer.headerValues("Referrer-Policy")).containsExactly("no-referrer");
        assertThat(answer.headerValues("X-Own")).containsExactly("host");
    }

    @Test
    void aRefusedForwardIsFreeOfTheHeadersThatTheOpenRouteHad() throws Exception {
        GatewayProfile profile = Profiles.standard().toBuilder()
                .everyAnswer(new Header("Vary", "Origin"))
                .protectedAnswers(new Header("Vary", "Authorization"))
                .build();
        int pinned =
                start(builder(profile).openRoutes(Route.get("/open/forward")).build());
        RawAnswer answer = RawHttp.get(pinned, "/open/forward?to=/v1/echo");
        assertThat(answer.headerValues("Vary")).containsExactly("Origin", "Authorization");
    }

    @Test
    void headersOfFiltersInFrontStayOnARefusal() throws Exception {
        int cors = start(behind(new EarlyFilter(EarlyFilter.Act.ADD_CORS_HEADER)));
        RawAnswer answer = RawHttp.get(cors, "/v1/echo");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Access-Control-Allow-Origin")).hasValue("*");
    }

    @Test
    void whatTheHostThrowsPassesThroughUntouched() throws Exception {
        EarlyFilter early = new EarlyFilter(EarlyFilter.Act.ADD_CORS_HEADER);
        int throwing = start(behind(early));
        assertThat(RawHttp.get(throwing, "/v1/throw", bearer(ALICE)).status()).isEqualTo(500);
        assertThat(early.thrown.get()).hasMessage("the host's own").hasNoCause();
    }

    @Test
    void aRefusalThatComesTooLateToBeWrittenThrows() throws Exception {
        EarlyFilter early = new EarlyFilter(EarlyFilter.Act.BEGIN_THE_ANSWER);
        int begun = start(behind(early));
        assertThat(RawHttp.get(begun, "/v1/echo").body()).isEmpty();
        assertThat(early.thrown.get()).hasMessageContaining("refused with status 401");
    }

    @ParameterizedTest
    @ValueSource(strings = {"THROW_AT_HEADERS", "THROW_AT_TARGET"})
    void aFailureWhileDecidingIs503AndNothingIsReached(String act) throws Exception {
        HostServlet host = new HostServlet();
        int failing = start(context -> {
            new EarlyFilter(EarlyFilter.Act.valueOf(act)).addTo(context);
            LatchkeyFilter.register(context, standard());
            host.addTo(context);
        });
        RawAnswer answer = RawHttp.get(failing, "/v1/echo", bearer(ALICE));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(host.reached).hasValue(0);
    }

    @Test
    void wordsThatFailAreReplacedByThoseForUnavailable() throws Exception {
        AtomicBoolean failing = new AtomicBoolean();
        GatewayProfile profile = Profiles.standard().toBuilder()
                .shape(new KeyShape("gw_sk_", 50, false))
                .envelope("application/json", words -> envelope(words, failing))
                .build();
        int wordless = start(builder(profile).build());
        failing.set(true);
        assertThat(RawHttp.get(wordless, "/v1/echo", bearer("gw_sk_short")).status())
                .isEqualTo(503);
    }

    private static Map<String, ?> envelope(RefusalWords words, AtomicBoolean failing) {
        if (failing.get()) {
            throw new IllegalStateException("no words");
        }
        return Map.of("message", words.message());
    }

    private static Container.Application behind(EarlyFilter early) {
        return context -> {
            early.addTo(context);
            LatchkeyFilter.register(context, standard());
            new HostServlet().addTo(context);
        };
    }
}
