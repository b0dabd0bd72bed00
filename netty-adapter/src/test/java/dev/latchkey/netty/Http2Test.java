package dev.latchkey.netty;

import static dev.latchkey.netty.Http2Client.head;
import static dev.latchkey.netty.Keys.ALICE;
import static dev.latchkey.netty.Keys.BOB;
import static dev.latchkey.netty.Keys.CHOSEN;
import static dev.latchkey.netty.Keys.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.profile.Profiles;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP/2: one handler a stream, many streams a connection. */
final class Http2Test {
    private TestServer server;
    private Http2Client client;

    @BeforeEach
    void start() {
        server = TestServer.http2(Keys.authenticator(), EchoHost::new);
        client = new Http2Client(server);
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private RawAnswer ask(Http2Headers head) throws Exception {
        return await(client.ask(head)).plain();
    }

    private static Http2Answer await(CompletableFuture<Http2Answer> answer) throws Exception {
        return answer.get(20, TimeUnit.SECONDS);
    }

    @Test
    void goodKeyReachesTheHostWithItsIdentity() throws Exception {
        assertThat(ask(head("GET", "/v1/x", "authorization", "Bearer " + ALICE)).seen())
                .contains("GET /v1/x", "principal alice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer K", "bearer K", "Bearer  K", "BearerK", "Bearer K x", "Basic K", "K", "Bearer"})
    void verdictsAreThoseOfHttp1(String value) throws Exception {
        String credential = value.replace("K", ALICE);
        try (TestServer http1 = TestServer.http1(Keys.authenticator(), EchoHost::new)) {
            RawAnswer plain = RawClient.ask(http1, RawClient.get("/v1/x", "Authorization: " + credential));
            RawAnswer multiplexed = ask(head("GET", "/v1/x", "authorization", credential));
            assertThat(multiplexed.status()).isEqualTo(plain.status());
            assertThat(multiplexed.principal()).isEqualTo(plain.principal());
        }
    }

    @Test
    void refusalIsThatOfHttp1() throws Exception {
        try (TestServer http1 = TestServer.http1(Keys.authenticator(), EchoHost::new)) {
            RawAnswer plain = RawClient.ask(http1, RawClient.get("/v1/x", RawClient.bearer(UNKNOWN)));
            RawAnswer multiplexed = ask(head("GET", "/v1/x", "authorization", "Bearer " + UNKNOWN));
            assertThat(multiplexed.body()).isEqualTo(plain.body());
            assertThat(multiplexed.field("www-authenticate")).isEqualTo(plain.field("www-authenticate"));
        }
    }

    @Test
    void repeatedHeaderIsAmbiguous() throws Exception {
        assertThat(ask(head("GET", "/v1/x", "authorization", "Bearer " + ALICE, "authorization", "Bearer " + BOB))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void openRoutePasses() throws Exception {
        assertThat(ask(head("GET", "/health?x")).principal()).isEqualTo("none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/", "//health", "/health/../v1/x", "/%68ealth", "/health;x"})
    void whatOnlyLooksLikeTheOpenRouteIsNeverOpen(String target) throws Exception {
        assertThat(ask(head("GET", target)).status()).isIn(400, 401);
    }

    @Test
    void identityHeadersOfTheClientNeverReachTheHost() throws Exception {
        RawAnswer answer = ask(head(
                "GET", "/v1/x", "authorization", "Bearer " + ALICE, "x-latchkey-key-id", "1", "x_latchkey_user", "2"));
        assertThat(answer.body()).contains("principal alice").doesNotContainIgnoringCase("latchkey");
    }

    @Test
    void refusalOfHeadHasNoBody() throws Exception {
        RawAnswer answer = ask(head("HEAD", "/v1/x"));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void profileHeadersArePutOnAnswers() throws Exception {
        try (TestServer freeAi = TestServer.http2(Keys.authenticator(Profiles.freeAi()), EchoHost::new);
                Http2Client other = new Http2Client(freeAi)) {
            assertThat(await(other.ask(head("GET", "/v1/x", "authorization", "Bearer " + ALICE)))
                            .plain()
                            .field("x-frame-options"))
                    .isEqualTo("DENY");
        }
    }

    @Test
    void parallelStreamsKeepTheirIdentities() throws Exception {
        List<CompletableFuture<Http2Answer>> answers = new ArrayList<>();
        List<String> keys = List.of(ALICE, UNKNOWN, BOB);
        for (int i = 0; i < 90; i++) {
            answers.add(client.ask(head("GET", "/v1/" + i, "authorization", "Bearer " + keys.get(i % 3))));
        }
        for (int i = 0; i < 90; i++) {
            assertThat(await(answers.get(i)).plain().principal())
                    .isEqualTo(List.of("alice", "never reached the host", "bob").get(i % 3));
        }
    }

    @Test
    void smallBodyOfARefusedRequestIsReadToItsEnd() throws Exception {
        Http2Client.Stream stream = client.open();
        stream.head(head("POST", "/v1/x"), false);
        stream.data(1000, false);
        stream.data(1000, true);
        Http2Answer answer = await(stream.answer());
        assertThat(answer.plain().status()).isEqualTo(401);
        assertThat(answer.reset()).isEqualTo(-1);
    }

    @Test
    void largeBodyOfARefusedRequestIsCutOffWithoutAnError() throws Exception {
        Http2Client.Stream stream = client.open();
        stream.head(head("POST", "/v1/x"), false);
        for (int i = 0; i < 10; i++) {
            stream.data(RefusedBody.MOST_DISCARDED, false);
        }
        Http2Answer answer = await(stream.answer());
        assertThat(answer.plain().status()).isEqualTo(401);
        assertThat(answer.reset()).isEqualTo(Http2Error.NO_ERROR.code());
    }

    @Test
    void cutOffStreamLeavesTheConnectionAlone() throws Exception {
        Http2Client.Stream stream = client.open();
        stream.head(head("POST", "/v1/x"), false);
        for (int i = 0; i < 10; i++) {
            stream.data(RefusedBody.MOST_DISCARDED, false);
        }
        await(stream.answer());
        assertThat(ask(head("GET", "/health")).status()).isEqualTo(200);
    }

    @Test
    void expectedContinueWithABadKeyEndsTheStreamAtOnce() throws Exception {
        Http2Client.Stream stream = client.open();
        stream.head(head("POST", "/v1/x", "expect", "100-continue", "content-length", "5"), false);
        Http2Answer answer = await(stream.answer());
        assertThat(answer.plain().status()).isEqualTo(401);
        assertThat(answer.reset()).isEqualTo(Http2Error.NO_ERROR.code());
    }

    @Test
    void uploadPassesToTheHost() throws Exception {
        Http2Client.Stream stream = client.open();
        stream.head(head("POST", "/v1/x", "authorization", "Bearer " + ALICE), false);
        for (int i = 0; i < 100; i++) {
            stream.data(10_000, i == 99);
        }
        assertThat(await(stream.answer()).plain().seen()).contains("bytes 1000000");
    }

    @Test
    void trailersLoseIdentityFieldsToo() throws Exception {
        Http2Client.Stream stream = client.open();
        stream.head(head("POST", "/v1/x", "authorization", "Bearer " + ALICE), false);
        stream.data(10, false);
        Http2Headers trailers =
                new DefaultHttp2Headers().add("x-latchkey-user", "root").add("x-sum", "1");
        stream.head(trailers, true);
        assertThat(await(stream.answer()).plain().body())
                .contains("trailer x-sum: 1")
                .doesNotContain("x-latchkey");
    }

    @Test
    void slowDecisionHoldsUpNoOtherStream() throws Exception {
        try (TestServer slow = TestServer.http2(Keys.slowAuthenticator(), EchoHost::new);
                Http2Client other = new Http2Client(slow)) {
            CompletableFuture<Http2Answer> chosen =
                    other.ask(head("GET", "/v1/slow", "authorization", "Bearer " + CHOSEN));
            CompletableFuture<Http2Answer> plain =
                    other.ask(head("GET", "/v1/fast", "authorization", "Bearer " + ALICE));
            assertThat(await(plain).plain().principal()).isEqualTo("alice");
            assertThat(await(chosen).plain().principal()).isEqualTo("chosen");
        }
    }

    @Test
    void handlerInThePipelineOfTheConnectionClosesIt() throws Exception {
        try (TestServer misplaced = TestServer.with(p -> p.addLast(
                        Http2FrameCodecBuilder.forServer().build(),
                        new LatchkeyHandler(Keys.authenticator()),
                        new EchoHost()));
                Http2Client other = new Http2Client(misplaced)) {
            other.awaitClose();
            assertThat(other.isOpen()).isFalse();
        }
    }
}
