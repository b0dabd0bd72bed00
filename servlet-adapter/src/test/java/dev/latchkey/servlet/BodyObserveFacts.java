package dev.latchkey.servlet;

import static dev.latchkey.servlet.ChatRequests.OTHER;
import static dev.latchkey.servlet.TestKeys.ALICE;
import static dev.latchkey.servlet.TestKeys.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Authenticator;
import dev.latchkey.BodyLimits;
import dev.latchkey.Reason;
import dev.latchkey.body.BodyReader;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** While refusals are only observed, no body keeps a request out, and none comes to harm. */
abstract class BodyObserveFacts extends ServerFacts {
    private static final int BOUND = 50_000;
    private BodyServlet host;
    private Authenticator gate;
    private int port;
    private long heldBefore;

    BodyObserveFacts(Container container) {
        super(container);
    }

    @BeforeEach
    void startHost() throws Exception {
        heldBefore = BodyReader.heldByAll();
        host = new BodyServlet();
        gate = BodyHost.observing(new BodyLimits(BOUND, BOUND));
        port = start(gate, host::addTo);
    }

    @AfterEach
    void nothingStaysHeld() {
        assertThat(Eventually.comesTrue(() -> BodyReader.heldByAll() == heldBefore))
                .isTrue();
    }

    private void assertComesThrough(String request, String body, Reason counted) throws Exception {
        assertThat(RawHttp.send(port, request).seen("sha256")).containsExactly(ChatRequests.sha256(body));
        assertThat(gate.observedRefusals()).containsEntry(counted, 1L);
    }

    @ParameterizedTest
    @CsvSource({
        "blocking, false", "blocking, true",
        "listener, false", "listener, true",
        "listener-elsewhere, false", "listener-elsewhere, true",
        "listener-late, false", "listener-late, true",
        "async, false", "async, true",
        "async-listener, false", "async-listener, true",
        "forward, false", "forward, true"
    })
    void aBodyBeyondTheBoundComesThroughWhole(String how, boolean chunked) throws Exception {
        String body = ChatRequests.body(OTHER, 3_000_000);
        String request = ChatRequests.post(chunked, "/v1/" + how, body, bearer(ALICE));
        assertComesThrough(request, body, Reason.BODY_TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"blocking", "one-by-one", "listener", "listener-elsewhere", "listener-late", "async-listener"})
    void aBodyThatEndsJustBehindTheBoundComesThroughWhole(String how) throws Exception {
        for (int beyond = 1; beyond <= 3; beyond++) {
            String body = ChatRequests.body(
                    OTHER, BOUND + beyond - ChatRequests.body(OTHER, 100).length() + 100);
            RawAnswer answer = RawHttp.send(port, ChatRequests.chunked("/v1/" + how, body, bearer(ALICE)));
            assertThat(answer.seen("sha256")).containsExactly(ChatRequests.sha256(body));
        }
    }

    @Test
    void aBodyBeyondTheBoundIsNotWaitedForByAHostThatStreams() throws Exception {
        String body = ChatRequests.body(OTHER, 2 * BOUND);
        try (RawHttp http = new RawHttp(port)) {
            http.send(ChatRequests.chunkedHead("/v1/as-it-comes", bearer(ALICE)));
            http.send(ChatRequests.chunk(body.substring(0, BOUND + 1)));
            assertThat(host.firstByte.get(20, TimeUnit.SECONDS)).isEqualTo('{');
            http.send(ChatRequests.chunk(body.substring(BOUND + 1)) + "0\r\n\r\n");
            assertThat(http.answer().seen("sha256")).containsExactly(ChatRequests.sha256(body.substring(1)));
        }
    }

    @Test
    void textBeyondTheBoundComesThroughTheReader() throws Exception {
        String body = ChatRequests.body(OTHER, 2 * BOUND);
        String request = ChatRequests.chunked("/v1/reader", body, bearer(ALICE))
                .replace("application/json", "application/json; charset=utf-8");
        assertComesThrough(request, body, Reason.BODY_TOO_LARGE);
    }

    @ParameterizedTest
    @CsvSource({
        "{}, MODEL_REQUIRED",
        "nonsense, BODY_MALFORMED",
        "'', BODY_MALFORMED",
        "'{\"model\":\"a\",\"model\":\"b\"}', MEMBER_REPEATED",
        "'{\"model\":\"gpt-4o\"}', MODEL_NOT_ALLOWED"
    })
    void whatWouldBeRefusedIsCountedAndComesThrough(String body, Reason counted) throws Exception {
        assertComesThrough(ChatRequests.withLength("/v1/chat", body, bearer(ALICE)), body, counted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"listener", "listener-elsewhere", "listener-late"})
    void anEmptyBodyIsToldOfAsItsEnd(String how) throws Exception {
        assertComesThrough(ChatRequests.chunked("/v1/" + how, "", bearer(ALICE)), "", Reason.BODY_MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"blocking", "listener", "listener-elsewhere", "listener-late", "async-listener"})
    void whatTheProcessCannotHoldBesideOthersComesThrough(String how) throws Exception {
        String first = ChatRequests.body(OTHER, BOUND - 200);
        String second = ChatRequests.body(OTHER, 1_000);
        try (RawHttp http = new RawHttp(port)) {
            http.send(ChatRequests.head("/v1/chat", "Content-Length: " + first.length(), bearer(ALICE)));
            http.send(first.substring(1));
            assertThat(Eventually.comesTrue(() -> BodyReader.heldByAll() == heldBefore + first.length() - 1))
                    .isTrue();
            assertComesThrough(
                    ChatRequests.withLength("/v1/" + how, second, bearer(ALICE)), second, Reason.BODIES_SATURATED);
            http.send("x");
            assertThat(http.answer().seen("length")).containsExactly("" + first.length());
        }
    }

    @Test
    void aBodyThatIsCutOffIsLeftForTheHostToFind() throws Exception {
        try (RawHttp http = new RawHttp(port)) {
            http.send(ChatRequests.head("/v1/as-it-comes", "Content-Length: 1000", bearer(ALICE)) + "{");
            assertThat(Eventually.comesTrue(() -> BodyReader.heldByAll() > heldBefore))
                    .isTrue();
            http.endOfRequest();
            assertThat(host.firstByte.get(20, TimeUnit.SECONDS)).isEqualTo('{');
        }
    }

    @Test
    void aBodyThatAFilterInFrontIsReadingIsLeftToIt() throws Exception {
        int behind = start(context -> {
            new EarlyFilter(EarlyFilter.Act.TAKE_THE_READER).addTo(context);
            LatchkeyFilter.register(context, gate);
            host.addTo(context);
        });
        String body = ChatRequests.body(OTHER);
        RawAnswer answer = RawHttp.send(behind, ChatRequests.withLength("/v1/reader", body, bearer(ALICE)));
        assertThat(answer.seen("length")).hasSize(1).doesNotContain("0");
    }
}
