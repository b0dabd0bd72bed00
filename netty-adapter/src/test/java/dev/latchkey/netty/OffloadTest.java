package dev.latchkey.netty;

import static dev.latchkey.netty.Keys.ALICE;
import static dev.latchkey.netty.Keys.CHOSEN;
import static dev.latchkey.netty.Keys.UNKNOWN;
import static dev.latchkey.netty.RawClient.bearer;
import static dev.latchkey.netty.RawClient.get;
import static dev.latchkey.netty.RawClient.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Authenticator;
import dev.latchkey.Enforcement;
import dev.latchkey.Reason;
import dev.latchkey.profile.Profiles;
import io.netty.handler.codec.http.HttpServerCodec;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Decisions that take long, on a server with a single event loop. */
final class OffloadTest {
    private final CountDownLatch free = new CountDownLatch(1);
    private final Semaphore done = new Semaphore(0);
    private int occupying;
    private final Authenticator authenticator = Keys.slowAuthenticator();
    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.http1(authenticator, EchoHost::new);
    }

    @AfterEach
    void stop() throws InterruptedException {
        free.countDown();
        // The next test shares the pool, and must not find it full.
        assertThat(done.tryAcquire(occupying, 20, TimeUnit.SECONDS)).isTrue();
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
        occupy(Offload.COMPUTING, Offload.COMPUTING.threads());
        try (RawClient waiting = new RawClient(server)) {
            waiting.send(get("/v1/x", bearer(CHOSEN)));
            assertThat(RawClient.ask(server, get("/v1/x", bearer(ALICE))).principal())
                    .isEqualTo("alice");
            free.countDown();
            assertThat(waiting.read().principal()).isEqualTo("chosen");
        }
    }

    @Test
    void bodyThatComesMeanwhileReachesTheHost() throws Exception {
        occupy(Offload.COMPUTING, Offload.COMPUTING.threads());
        try (RawClient waiting = new RawClient(server)) {
            waiting.send(request("POST", "/v1/x", bearer(CHOSEN), "Content-Length: 1000000"));
            Thread sender = waiting.sending("x".repeat(1_000_000));
            free.countDown();
            assertThat(waiting.read().seen()).contains("principal chosen", "bytes 1000000");
            sender.join();
        }
    }

    @Test
    void requestsThatComeMeanwhileKeepTheirPlaces() throws Exception {
        occupy(Offload.COMPUTING, Offload.COMPUTING.threads());
        try (RawClient waiting = new RawClient(server)) {
            waiting.send(get("/v1/a", bearer(CHOSEN)) + get("/v1/b", bearer(ALICE)) + get("/v1/c"));
            free.countDown();
            assertThat(waiting.read().principal()).isEqualTo("chosen");
            assertThat(waiting.read().principal()).isEqualTo("alice");
            assertThat(waiting.read().status()).isEqualTo(401);
        }
    }

    @Test
    void bodyOfARequestRefusedLateIsNotReadAsTheNextRequest() throws Exception {
        occupy(Offload.COMPUTING, Offload.COMPUTING.threads());
        String smuggled = get("/v1/smuggled-late", bearer(ALICE));
        try (RawClient waiting = new RawClient(server)) {
            waiting.send(request("POST", "/v1/x", bearer(UNKNOWN), "Content-Length: " + smuggled.length())
                    + smuggled
                    + get("/v1/after-late", bearer(ALICE)));
            free.countDown();
            assertThat(waiting.read().status()).isEqualTo(401);
            assertThat(waiting.read().seen()).contains("GET /v1/after-late");
        }
    }

    @Test
    void tooManyAtOnceAreRefusedAsUnavailable() throws Exception {
        occupy(Offload.COMPUTING, Offload.COMPUTING.most());
        assertThat(RawClient.ask(server, get("/v1/x", bearer(CHOSEN))).status()).isEqualTo(503);
        assertThat(authenticator.refusals()).isEqualTo(Map.of(Reason.SATURATED, 1L));
    }

    @Test
    void tooManyAtOncePassWhileOnlyObserved() throws Exception {
        occupy(Offload.COMPUTING, Offload.COMPUTING.most());
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
        occupy(Offload.COMPUTING, Offload.COMPUTING.most());
        assertThat(RawClient.ask(server, get("/v1/x", bearer(ALICE))).principal())
                .isEqualTo("alice");
    }

    @Test
    void connectionGoesOnAfterSuchARefusal() throws Exception {
        occupy(Offload.COMPUTING, Offload.COMPUTING.most());
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
        occupy(Offload.COMPUTING, Offload.COMPUTING.threads());
        try (RawClient leaving = new RawClient(server)) {
            leaving.send(request("POST", "/v1/x", bearer(CHOSEN), "Content-Length: 1000") + "x".repeat(1000));
        }
        // Its request has been read once a later connection to the one event loop is answered.
        RawClient.ask(server, get("/v1/x", bearer(ALICE)));
        free.countDown();
        assertThat(RawClient.ask(server, get("/v1/x", bearer(CHOSEN))).principal())
                .isEqualTo("chosen");
    }

    @Test
    void serverThatStopsMeanwhileLeaksNothing() throws Exception {
        occupy(Offload.COMPUTING, Offload.COMPUTING.threads());
        TestServer stopping = TestServer.with(
                p -> p.addLast(new HttpServerCodec(), new LatchkeyHandler(Keys.slowAuthenticator()), new EchoHost()));
        try (RawClient client = new RawClient(stopping)) {
            client.send(request("POST", "/v1/x", bearer(CHOSEN), "Content-Length: 1000") + "x".repeat(1000));
            RawClient.ask(stopping, get("/v1/x", bearer(ALICE)));
            stopping.close();
            assertThat(client.isClosed()).isTrue();
        }
    }

    /** Gives the pool work that lasts until the test frees it, once that of earlier tests is done. */
    private void occupy(Offload pool, int count) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        for (int i = 0; i < count; i++) {
            while (!pool.run(this::work)) {
                assertThat(System.nanoTime()).as("pool still taken").isLessThan(deadline);
                Thread.onSpinWait();
            }
            occupying++;
        }
    }

    private void work() {
        try {
            free.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        done.release();
    }
}
