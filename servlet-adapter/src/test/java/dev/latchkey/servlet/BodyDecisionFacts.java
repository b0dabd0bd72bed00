package dev.latchkey.servlet;

import static dev.latchkey.servlet.ChatRequests.ALLOWED;
import static dev.latchkey.servlet.ChatRequests.OTHER;
import static dev.latchkey.servlet.TestKeys.ALICE;
import static dev.latchkey.servlet.TestKeys.UNKNOWN;
import static dev.latchkey.servlet.TestKeys.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.BodyLimits;
import dev.latchkey.body.BodyReader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are refused for what stands in their bodies, and how much of these is read. */
abstract class BodyDecisionFacts extends ServerFacts {
    private static final int BOUND = 50_000;
    private final BodyServlet host = new BodyServlet();
    private int port;
    private long heldBefore;

    BodyDecisionFacts(Container container) {
        super(container);
    }

    @BeforeAll
    void startHost() throws Exception {
        port = start(BodyHost.gate(new BodyLimits(BOUND, BOUND)), host::addTo);
    }

    @BeforeEach
    void forget() {
        host.reached.set(0);
        heldBefore = BodyReader.heldByAll();
    }

    private RawAnswer ask(String request) throws Exception {
        return RawHttp.send(port, request);
    }

    private RawAnswer post(String target, String body, String... headerLines) throws Exception {
        String[] lines = new String[headerLines.length + 1];
        lines[0] = bearer(ALICE);
        System.arraycopy(headerLines, 0, lines, 1, headerLines.length);
        return ask(ChatRequests.withLength(target, body, lines));
    }

    private void assertNothingIsLeft() {
        assertThat(host.reached).hasValue(0);
        assertThat(Eventually.comesTrue(() -> BodyReader.heldByAll() == heldBefore))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/chat", "/v1/chat/", "/v1/chat?x=1", "/v1/deeper/chat"})
    void aModelThatTheKeyMayNotNameIsRefused(String target) throws Exception {
        RawAnswer answer = post(target, ChatRequests.body(OTHER));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("\"model_not_allowed\"");
        assertNothingIsLeft();
    }

    @Test
    void aModelThatTheKeyMayNameIsLetThrough() throws Exception {
        assertThat(post("/v1/chat", ChatRequests.body(ALLOWED)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-HTTP-Method-Override: GET",
                "X-HTTP-Method: PUT",
                "X-Original-URL: /health",
                "Content-Type: text/plain",
                "Content-Encoding: gzip"
            })
    void noHeaderTalksItselfOutOfTheQuestion(String line) throws Exception {
        assertThat(post("/v1/chat", ChatRequests.body(OTHER), line).status()).isIn(400, 403);
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"model\":\"gpt-4o-mini\"",
                "{\"model\":\"gpt-4o-mini\"}{\"model\":\"gpt-4o\"}",
                "{\"model\":\"gpt-4o-mini\",\"model\":\"gpt-4o\"}",
                "{\"model\":\"gpt-4o-mini\",\"mod\\u0065l\":\"gpt-4o\"}",
                "{\"model\":\"gpt-4o-mini\",\"Model\":\"gpt-4o\"}",
                "{\"model\":[\"gpt-4o-mini\"]}",
                "{\"messages\":[]}",
                "{\"model\":\"gpt-4o-mini\",\"x\":\"\u00ff\"}"
            })
    void aBodyThatDoesNotSayOneModelIsRefused(String body) throws Exception {
        assertThat(post("/v1/chat", body).status()).isEqualTo(400);
        assertThat(ask(ChatRequests.chunked("/v1/chat", body, bearer(ALICE))).status())
                .isEqualTo(400);
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE"})
    void otherMethodsAreNotReadFor(String method) throws Exception {
        try (RawHttp http = new RawHttp(port)) {
            RawAnswer answer = http.exchange(RawHttp.request(method, "/v1/chat", bearer(ALICE)));
            assertThat(answer.status()).isEqualTo(200);
        }
        String body = ChatRequests.body(OTHER);
        String put = ChatRequests.withLength("/v1/chat", body, bearer(ALICE)).replace("POST ", "PUT ");
        assertThat(ask(put).seen("sha256")).containsExactly(ChatRequests.sha256(body));
    }

    @Test
    void aBodyOfExactlyTheBoundIsHeld() throws Exception {
        String body = atTheBound();
        assertThat(post("/v1/chat", body).seen("length")).containsExactly("" + BOUND);
        assertThat(ask(ChatRequests.chunked("/v1/chat", body, bearer(ALICE))).seen("length"))
                .containsExactly("" + BOUND);
    }

    private static String atTheBound() {
        return ChatRequests.body(
                ALLOWED, 100 + BOUND - ChatRequests.body(ALLOWED, 100).length());
    }

    @Test
    void oneByteMoreIsRefused() throws Exception {
        String body = atTheBound() + " ";
        RawAnswer answer = post("/v1/chat", body);
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.body()).contains("\"body_too_large\"");
        assertThat(ask(ChatRequests.chunked("/v1/chat", body, bearer(ALICE))).status())
                .isEqualTo(413);
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @ValueSource(strings = {"50001", "9223372036854775807"})
    void aLengthBeyondTheBoundIsRefusedBeforeAnythingIsRead(String length) throws Exception {
        try (RawHttp http = new RawHttp(port)) {
            http.send(
                    ChatRequests.head("/v1/chat", "Content-Length: " + length, bearer(ALICE), "Expect: 100-continue"));
            assertThat(http.answer().status()).isEqualTo(413);
        }
        assertNothingIsLeft();
    }

    @Test
    void aBadKeyIsRefusedBeforeAnythingIsRead() throws Exception {
        try (RawHttp http = new RawHttp(port)) {
            http.send(ChatRequests.head("/v1/chat", "Content-Length: 10", bearer(UNKNOWN), "Expect: 100-continue"));
            assertThat(http.answer().status()).isEqualTo(401);
        }
        assertNothingIsLeft();
    }

    @Test
    void aLengthAloneSetsNothingAside() throws Exception {
        String begun = ChatRequests.body(ALLOWED).substring(0, 10);
        try (RawHttp http = new RawHttp(port)) {
            http.send(ChatRequests.head("/v1/chat", "Content-Length: " + BOUND, bearer(ALICE)) + begun);
            assertThat(Eventually.comesTrue(() -> BodyReader.heldByAll() == heldBefore + begun.length()))
                    .isTrue();
        }
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 1000", "Transfer-Encoding: chunked"})
    void aClientThatHangsUpInItsBodyNeverReachesTheHost(String framing) throws Exception {
        try (RawHttp http = new RawHttp(port)) {
            http.send(ChatRequests.head("/v1/chat", framing, bearer(ALICE)));
            http.send(framing.startsWith("C") ? "{\"model\":" : ChatRequests.chunk("{\"model\":"));
            assertThat(Eventually.comesTrue(() -> BodyReader.heldByAll() > heldBefore))
                    .isTrue();
            http.endOfRequest();
            assertNothingIsLeft();
        }
    }

    @Test
    void aBodyThatAFilterInFrontIsReadingCannotBeJudged() throws Exception {
        int behind = start(context -> {
            new EarlyFilter(EarlyFilter.Act.TAKE_THE_READER).addTo(context);
            LatchkeyFilter.register(context, BodyHost.gate());
            host.addTo(context);
        });
        String request = ChatRequests.withLength("/v1/chat", ChatRequests.body(ALLOWED), bearer(ALICE));
        assertThat(RawHttp.send(behind, request).status()).isEqualTo(500);
        assertNothingIsLeft();
    }

    @Test
    void brokenChunksNeverReachTheHost() throws Exception {
        String body = ChatRequests.body(ALLOWED);
        String request =
                ChatRequests.chunkedHead("/v1/chat", bearer(ALICE)) + ChatRequests.chunk(body) + "nonsense\r\n";
        assertThat(statusOrClosed(port, request)).isNotEqualTo(200);
        assertNothingIsLeft();
    }

    @Test
    void whatTheProcessCannotHoldBesideOthersIsRefusedForNow() throws Exception {
        String first = atTheBound();
        String second = ChatRequests.body(ALLOWED, 1_000);
        try (RawHttp http = new RawHttp(port)) {
            http.send(ChatRequests.head("/v1/chat", "Content-Length: " + BOUND, bearer(ALICE)));
            http.send(first.substring(0, BOUND - 100));
            assertThat(Eventually.comesTrue(() -> BodyReader.heldByAll() == heldBefore + BOUND - 100))
                    .isTrue();
            RawAnswer refused = post("/v1/chat", second);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.body()).contains("\"bodies_saturated\"");
            http.send(first.substring(BOUND - 100));
            assertThat(http.answer().seen("sha256")).containsExactly(ChatRequests.sha256(first));
        }
        assertThat(post("/v1/chat", second).seen("sha256")).containsExactly(ChatRequests.sha256(second));
    }

    @Test
    void aConnectionOutlivesARefusedBody() throws Exception {
        String good = ChatRequests.body(ALLOWED);
        try (RawHttp http = new RawHttp(port)) {
            String refused = ChatRequests.chunked("/v1/chat", ChatRequests.body(OTHER), bearer(ALICE));
            assertThat(http.exchange(refused).status()).isEqualTo(403);
            assertThat(http.exchange(ChatRequests.withLength("/v1/chat", good, bearer(ALICE)))
                            .seen("sha256"))
                    .containsExactly(ChatRequests.sha256(good));
        }
    }
}
