package dev.latchkey.netty;

import static dev.latchkey.netty.Keys.ALICE;
import static dev.latchkey.netty.Keys.CHOSEN;
import static dev.latchkey.netty.Keys.UNKNOWN;
import static dev.latchkey.netty.Plans.ONE_MODEL;
import static dev.latchkey.netty.RawClient.bearer;
import static dev.latchkey.netty.RawClient.get;
import static dev.latchkey.netty.RawClient.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Authenticator;
import dev.latchkey.Enforcement;
import dev.latchkey.Reason;
import dev.latchkey.body.BodyReader;
import dev.latchkey.profile.Profiles;
import io.netty.handler.codec.http.HttpServerCodec;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Decisions that take long, on a server with a single event loop. */
final class OffloadTest {
    private final Occupation occupied = new Occupation();
    private final Authenticator authenticator = Keys.slowAuthenticator();
    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.http1(authenticator, EchoHost::new);
    }

    @AfterEach
    void stop() throws InterruptedException {
        occupied.end();
        server.close();
    }

    @Test
    void secretThatAPersonChoseIsAccepted() throws Exception {
        assertThat(RawClient.ask(server, get("/v1/x", bearer(CHOSEN))).principal())
                .isEqualTo("chosen");
    }

    @Test
    void wrongSecretIsRefused() throws Exception {
        assertThat(RawClient.ask(server, get("/v1/x", bearer(UNKNOWN))).status())
                .isEqualTo(401);
    }

    @Test
    void otherConnectionsAreServedMeanwhile() throws Exception {
        occupied.ofThreads(Offload.COMPUTING);
        try (RawClient waiting = new RawClient(server)) {
            waiting.send(get("/v1/x", bearer(CHOSEN)));
            assertThat(RawClient.ask(server, get("/v1/x", bearer(ALICE))).principal())
                    .isEqualTo("alice");
            occupied.free();
            assertThat(waiting.read().principal()).isEqualTo("chosen");
        }
    }

    @Test
    void bodyThatComesMeanwhileReachesTheHost() throws Exception {
        occupied.ofThreads(Offload.COMPUTING);
        try (RawClient waiting = new RawClient(server)) {
            waiting.send(request("POST", "/v1/x", bearer(CHOSEN), "Content-Length: 1000000"));
            Thread sender = waiting.sending("x".repeat(1_000_000));
            occupied.free();
            assertThat(waiting.read().seen()).contains("principal chosen", "bytes 1000000");
            sender.join();
        }
    }

    @Test
    void requestsThatComeMeanwhileKeepTheirPlaces() throws Exception {
        occupied.ofThreads(Offload.COMPUTING);
        try (RawClient waiting = new RawClient(server)) {
            waiting.send(get("/v1/a", bearer(CHOSEN)) + get("/v1/b", bearer(ALICE)) + get("/v1/c"));
            occupied.free();
            assertThat(waiting.read().principal()).isEqualTo("chosen");
            assertThat(waiting.read().principal()).isEqualTo("alice");
            assertThat(waiting.read().status()).isEqualTo(401);
        }
    }

    @Test
    void bodyOfARequestRefusedLateIsNotReadAsTheNextRequest() throws Exception {
        occupied.ofThreads(Offload.COMPUTING);
        String smuggled = get("/v1/smuggled-late", bearer(ALICE));
        try (RawClient waiting = new RawClient(server)) {
            waiting.send(request("POST", "/v1/x", bearer(UNKNOWN), "Content-Length: " + smuggled.length())
                    + smuggled
                    + get("/v1/after-late", bearer(ALICE)));
            occupied.free();
            assertThat(waiting.read().status()).isEqualTo(401);
            assertThat(waiting.read().seen()).contains("GET /v1/after-late");
        }
    }

    @Test
    void tooManyAtOnceAreRefusedAsUnavailable() throws Exception {
        occupied.ofAll(Offload.COMPUTING);
        assertThat(RawClient.ask(server, get("/v1/x", bearer(CHOSEN))).status()).isEqualTo(503);
        assertThat(authenticator.refusals()).isEqualTo(Map.of(Reason.SATURATED, 1L));
    }

    @Test
    void tooManyAtOncePassWhileOnlyObserved() throws Exception {
        occupied.ofAll(Offload.COMPUTING);
        Authenticator observing = Authenticator.builder(Profiles.standard())
                .keys(Keys.sourceWithChosenSecret())
                .enforcement(Enforcement.OBSERVE)
                .build();
        try (TestServer lenient = TestServer.http1(observing, EchoHost::new)) {
            assertThat(RawClient.ask(lenient, get("/v1/x", bearer(CHOSEN))).status())
                    .isEqualTo(200);
            assertThat(observing.observedRefusals()).isEqualTo(Map.of(Reason.SATURATED, 1L));
        }
    }

    @Test
    void ordinaryKeysNeverNoticeThatThereAreTooMany() throws Exception {
        occupied.ofAll(Offload.COMPUTING);
        assertThat(RawClient.ask(server, get("/v1/x", bearer(ALICE))).principal())
                .isEqualTo("alice");
    }

    @Test
    void connectionGoesOnAfterSuchARefusal() throws Exception {
        occupied.ofAll(Offload.COMPUTING);
        try (RawClient client = new RawClient(server)) {
            client.send(get("/v1/x", bearer(CHOSEN)) + get("/v1/y", bearer(ALICE)));
            assertThat(client.read().status()).isEqualTo(503);
            assertThat(client.read().principal()).isEqualTo("alice");
            assertThat(client.send(get("/v1/z", bearer(ALICE))).read().principal())
                    .isEqualTo("alice");
        }
    }

    @Test
    void clientThatLeavesMeanwhileLeaksNothing() throws Exception {
        occupied.ofThreads(Offload.COMPUTING);
        try (RawClient leaving = new RawClient(server)) {
            leaving.send(request("POST", "/v1/x", bearer(CHOSEN), "Content-Length: 1000") + "x".repeat(1000));
        }
        // Its request has been read once a later connection to the one event loop is answered.
        RawClient.ask(server, get("/v1/x", bearer(ALICE)));
        occupied.free();
        assertThat(RawClient.ask(server, get("/v1/x", bearer(CHOSEN))).principal())
                .isEqualTo("chosen");
    }

    @Test
    void serverThatStopsMeanwhileLeaksNothing() throws Exception {
        occupied.ofThreads(Offload.COMPUTING);
        TestServer stopping = TestServer.with(
                p -> p.addLast(new HttpServerCodec(), new LatchkeyHandler(Keys.slowAuthenticator()), new EchoHost()));
        try (RawClient client = new RawClient(stopping)) {
            client.send(request("POST", "/v1/x", bearer(CHOSEN), "Content-Length: 1000") + "x".repeat(1000));
            RawClient.ask(stopping, get("/v1/x", bearer(ALICE)));
            stopping.close();
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void largeBodyIsReadWhileOtherConnectionsAreServed() throws Exception {
        occupied.ofThreads(Offload.READING);
        try (TestServer reading = TestServer.http1(Plans.authenticator(), EchoHost::new);
                RawClient waiting = new RawClient(reading)) {
            waiting.send(largeCall(Bodies.ALLOWED) + largeCall("o1") + Bodies.call(ONE_MODEL, Bodies.good()));
            assertThat(RawClient.ask(reading, Bodies.call(ONE_MODEL, Bodies.good()))
                            .principal())
                    .isEqualTo("one-model");
            occupied.free();
            assertThat(waiting.read().principal()).isEqualTo("one-model");
            assertThat(waiting.read().status()).isEqualTo(403);
            assertThat(waiting.read().principal()).isEqualTo("one-model");
        }
    }

    @Test
    void largeBodyIsReadOnTheEventLoopWhenAllThreadsAreTaken() throws Exception {
        occupied.ofAll(Offload.READING);
        try (TestServer reading = TestServer.http1(Plans.authenticator(), EchoHost::new)) {
            assertThat(RawClient.ask(reading, largeCall(Bodies.ALLOWED)).principal())
                    .isEqualTo("one-model");
        }
    }

    @Test
    void clientThatLeavesWhileItsBodyIsReadLeaksNothing() throws Exception {
        long before = BodyReader.heldByAll();
        occupied.ofThreads(Offload.READING);
        try (TestServer reading = TestServer.http1(Plans.authenticator(), EchoHost::new)) {
            try (RawClient leaving = new RawClient(reading)) {
                leaving.send(largeCall(Bodies.ALLOWED));
                Bodies.awaitHeld(before + Inquiry.MOST_READ_HERE + 1);
            }
        }
        assertThat(BodyReader.heldByAll()).isEqualTo(before);
        occupied.free();
    }

    private static String largeCall(String model) {
        return Bodies.call(
                ONE_MODEL, new String(Bodies.large(Inquiry.MOST_READ_HERE + 1, model), StandardCharsets.US_ASCII));
    }
}
