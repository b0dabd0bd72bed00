package dev.latchkey.servlet;

import static dev.latchkey.servlet.ChatRequests.ALLOWED;
import static dev.latchkey.servlet.TestKeys.ALICE;
import static dev.latchkey.servlet.TestKeys.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.body.BodyReader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A body that a decision was made from, as the host behind reads it. */
abstract class BodyReplayFacts extends ServerFacts {
    private static final int THREE_MB = 3_000_000;
    private int port;

    BodyReplayFacts(Container container) {
        super(container);
    }

    @BeforeAll
    void startHost() throws Exception {
        port = start(BodyHost.gate(), new BodyServlet()::addTo);
    }

    private RawAnswer ask(String request) throws Exception {
        return RawHttp.send(port, request);
    }

    @ParameterizedTest
    @CsvSource({
        "blocking, false", "blocking, true",
        "one-by-one, false", "one-by-one, true",
        "listener, false", "listener, true",
        "listener-elsewhere, false", "listener-elsewhere, true",
        "listener-late, false", "listener-late, true"
    })
    void megabytesBeforeTheModelComeThroughByteForByte(String how, boolean chunked) throws Exception {
        long heldBefore = BodyReader.heldByAll();
        String body = ChatRequests.body(ALLOWED, THREE_MB);
        RawAnswer answer = ask(ChatRequests.post(chunked, "/v1/" + how, body, bearer(ALICE)));
        assertThat(answer.seen("length")).containsExactly("" + body.length());
        assertThat(answer.seen("sha256")).containsExactly(ChatRequests.sha256(body));
        assertThat(answer.seen("held")).containsExactly("" + (heldBefore + body.length()));
        assertThat(Eventually.comesTrue(() -> BodyReader.heldByAll() == heldBefore))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void megabytesOfTextComeThroughTheReader(boolean chunked) throws Exception {
        String body = ChatRequests.body(ALLOWED, THREE_MB);
        String utf8 = "Content-Type: application/json; charset=utf-8";
        String request = ChatRequests.post(chunked, "/v1/reader", body, bearer(ALICE))
                .replace("Content-Type: application/json", utf8);
        assertThat(ask(request).seen("sha256")).containsExactly(ChatRequests.sha256(body));
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Type: application/json, ''",
        "Content-Type: application/json, ?as=UTF-8",
        "Content-Type: application/json, ?as=windows-1252",
        "Content-Type: application/json; charset=utf-8, ''",
        "Content-Type: application/json; charset=utf-8, ?as=ISO-8859-1",
        "Content-Type: application/problem+json, ''",
        "X-None: 1, ''",
        "X-None: 1, ?as=UTF-8",
        "X-None: 1, ?as=nonsense"
    })
    void theReaderDecodesAsThatOfTheContainerDoes(String type, String query) throws Exception {
        RawAnswer held = ask(reading("/v1/reader" + query, type));
        RawAnswer streamed = ask(reading("/else/reader" + query, type));
        assertThat(held.status()).isEqualTo(streamed.status());
        assertThat(held.seen("encoding")).isEqualTo(streamed.seen("encoding"));
        assertThat(held.seen("sha256")).isEqualTo(streamed.seen("sha256"));
    }

    private static String reading(String target, String type) {
        return ChatRequests.withLength(target, ChatRequests.body(ALLOWED), bearer(ALICE))
                .replace("Content-Type: application/json", type);
    }

    @Test
    void aBodyWithALengthKeepsIt() throws Exception {
        String body = ChatRequests.body(ALLOWED);
        RawAnswer answer = ask(ChatRequests.withLength("/v1/chat", body, bearer(ALICE)));
        assertThat(answer.seen("content-length")).containsExactly("" + body.length());
        assertThat(answer.seen("transfer-encoding")).containsExactly("null");
    }

    @Test
    void aBodyInChunksIsNotGivenALength() throws Exception {
        RawAnswer answer = ask(ChatRequests.chunked("/v1/chat", ChatRequests.body(ALLOWED), bearer(ALICE)));
        assertThat(answer.seen("content-length")).containsExactly("-1");
        assertThat(answer.seen("transfer-encoding")).containsExactly("chunked");
    }

    @Test
    void aClientThatWaitsToBeAskedForItsBodyIs() throws Exception {
        String body = ChatRequests.body(ALLOWED);
        try (RawHttp http = new RawHttp(port)) {
            String length = "Content-Length: " + body.length();
            http.send(ChatRequests.head("/v1/chat", length, bearer(ALICE), "Expect: 100-continue"));
            assertThat(http.head().status()).isEqualTo(100);
            http.send(body);
            assertThat(http.answer().seen("sha256")).containsExactly(ChatRequests.sha256(body));
        }
    }

    @Test
    void aConnectionIsGoodForManyHeldBodies() throws Exception {
        try (RawHttp http = new RawHttp(port)) {
            for (int bytes = 100; bytes <= 100_000; bytes *= 10) {
                String body = ChatRequests.body(ALLOWED, bytes);
                RawAnswer answer = http.exchange(ChatRequests.post(bytes == 1_000, "/v1/chat", body, bearer(ALICE)));
                assertThat(answer.seen("sha256")).containsExactly(ChatRequests.sha256(body));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/states", "/else/states"})
    void aStreamTellsItsStateAsThatOfTheContainerDoes(String target) throws Exception {
        RawAnswer answer = ask(ChatRequests.withLength(target, ChatRequests.body(ALLOWED), bearer(ALICE)));
        assertThat(answer.seen("finished-before")).containsExactly("false");
        assertThat(answer.seen("available-before")).containsExactly("true");
        assertThat(answer.seen("listener-without-async")).containsExactly("IllegalStateException");
        assertThat(answer.seen("reader-after-stream")).containsExactly("IllegalStateException");
        assertThat(answer.seen("finished-after")).containsExactly("true");
        assertThat(answer.seen("available-after")).containsExactly("false");
        assertThat(answer.seen("read-after")).containsExactly("-1");
        assertThat(answer.seen("no-listener")).containsExactly("NullPointerException");
        assertThat(answer.seen("second-listener")).containsExactly("IllegalStateException");
        assertThat(answer.seen("length")).containsExactly("0");
    }

    @Test
    void aHeldBodyIsAlwaysReadyWhereReadingMayWait() throws Exception {
        RawAnswer answer = ask(ChatRequests.withLength("/v1/states", ChatRequests.body(ALLOWED), bearer(ALICE)));
        assertThat(answer.seen("ready-before")).containsExactly("true");
        assertThat(answer.seen("ready-after")).containsExactly("true");
    }

    @Test
    void aListenerThatThrowsIsToldSo() throws Exception {
        RawAnswer answer =
                ask(ChatRequests.withLength("/v1/listener-throws", ChatRequests.body(ALLOWED), bearer(ALICE)));
        assertThat(answer.seen("error")).containsExactly("the listener's own");
    }
}
