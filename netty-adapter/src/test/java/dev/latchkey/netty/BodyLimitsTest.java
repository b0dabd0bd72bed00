package dev.latchkey.netty;

import static dev.latchkey.netty.Bodies.ROUTE;
import static dev.latchkey.netty.Bodies.call;
import static dev.latchkey.netty.Bodies.chunked;
import static dev.latchkey.netty.Bodies.good;
import static dev.latchkey.netty.Bodies.head;
import static dev.latchkey.netty.Bodies.large;
import static dev.latchkey.netty.Plans.ONE_MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Authenticator;
import dev.latchkey.BodyLimits;
import dev.latchkey.Enforcement;
import dev.latchkey.Reason;
import dev.latchkey.body.BodyReader;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How much of bodies may be held, and what becomes of those that may not. */
final class BodyLimitsTest {
    private static final int MOST = 10_000;

    private final Queue<byte[]> kept = new ConcurrentLinkedQueue<>();
    private final long heldBefore = BodyReader.heldByAll();
    private final Authenticator authenticator = limited(MOST).build();
    private final Authenticator observing =
            limited(MOST).enforcement(Enforcement.OBSERVE).build();

    private static Authenticator.Builder limited(long perProcess) {
        return Plans.builder().bodyLimits(new BodyLimits(MOST, perProcess));
    }

    private TestServer serve(Authenticator gate) {
        return TestServer.http1(gate, () -> new KeepingHost(kept));
    }

    private byte[] kept() {
        return Objects.requireNonNull(kept.poll(), "a body that reached the host");
    }

    @AfterEach
    void everythingIsGivenBack() {
        assertThat(BodyReader.heldByAll()).isEqualTo(heldBefore);
    }

    @Test
    void bodyOfTheBoundsLengthPasses() throws IOException {
        byte[] body = large(MOST, Bodies.ALLOWED);
        try (TestServer server = serve(authenticator);
                RawClient client = new RawClient(server)) {
            client.send(head(ROUTE, ONE_MODEL, "Content-Length: " + MOST)).send(body);
            assertThat(client.read().status()).isEqualTo(200);
        }
        assertThat(kept()).isEqualTo(body);
    }

    @Test
    void announcedBodyAboveTheBoundIsRefusedBeforeItComes() throws IOException {
        try (TestServer server = serve(authenticator);
                RawClient client = new RawClient(server)) {
            client.send(head(ROUTE, ONE_MODEL, "Content-Length: " + (MOST + 1)));
            assertThat(client.read().status()).isEqualTo(413);
        }
    }

    @Test
    void chunkedBodyAboveTheBoundIsRefusedAndTheConnectionGoesOn() throws IOException {
        try (TestServer server = serve(authenticator);
                RawClient client = new RawClient(server)) {
            client.send(head(ROUTE, ONE_MODEL, "Transfer-Encoding: chunked"))
                    .send(chunked(large(MOST + 1, Bodies.ALLOWED), () -> 1000));
            assertThat(client.read().status()).isEqualTo(413);
            assertThat(client.send(call(ONE_MODEL, good())).read().status()).isEqualTo(200);
        }
    }

    @Test
    void chunkedBodyFarAboveTheBoundEndsTheConnection() throws Exception {
        try (TestServer server = serve(authenticator);
                RawClient client = new RawClient(server)) {
            client.send(head(ROUTE, ONE_MODEL, "Transfer-Encoding: chunked"));
            client.send(chunk(MOST + 1));
            assertThat(client.read().status()).isEqualTo(413);
            Thread sender = client.sending(chunk(2 * RefusedBody.MOST_DISCARDED));
            assertThat(client.isClosed()).isTrue();
            sender.join();
        }
    }

    private static String chunk(int length) {
        return Integer.toHexString(length) + "\r\n" + "x".repeat(length) + "\r\n";
    }

    @Test
    void bodyThatWouldMakeTooManyHeldIsRefusedAsUnavailable() throws IOException {
        try (TestServer server = serve(authenticator);
                RawClient first = new RawClient(server)) {
            first.send(head(ROUTE, ONE_MODEL, "Content-Length: " + MOST))
                    .send(Arrays.copyOf(large(MOST, Bodies.ALLOWED), MOST - 1));
            Bodies.awaitHeld(heldBefore + MOST - 1);
            assertThat(RawClient.ask(server, call(ONE_MODEL, good())).status()).isEqualTo(503);
            assertThat(authenticator.refusals()).containsEntry(Reason.BODIES_SATURATED, 1L);
            first.send("}");
            assertThat(first.read().status()).isEqualTo(200);
            assertThat(RawClient.ask(server, call(ONE_MODEL, good())).status()).isEqualTo(200);
        }
    }

    @Test
    void bodiesThatAreNotReadCountForNothing() throws IOException {
        try (TestServer server = serve(authenticator);
                RawClient client = new RawClient(server)) {
            client.send(head("/v1/files", ONE_MODEL, "Content-Length: " + (MOST + 1)))
                    .send(large(MOST + 1, "o1"));
            assertThat(client.read().status()).isEqualTo(200);
        }
    }

    @Test
    void clientThatLeavesInTheMiddleGivesBackWhatItHeld() throws Exception {
        BlockingQueue<WaitingHost.Pending> pending = new LinkedBlockingQueue<>();
        try (TestServer server = TestServer.http1(authenticator, () -> new WaitingHost(pending))) {
            ChannelHandlerContext ctx;
            try (RawClient leaving = new RawClient(server)) {
                leaving.send(RawClient.get("/health"));
                WaitingHost.Pending call = WaitingHost.next(pending);
                ctx = call.ctx();
                call.answer();
                leaving.read();
                leaving.send(head(ROUTE, ONE_MODEL, "Content-Length: " + MOST))
                        .send(Arrays.copyOf(large(MOST, Bodies.ALLOWED), MOST - 1));
                Bodies.awaitHeld(heldBefore + MOST - 1);
            }
            Bodies.awaitGivenBack(heldBefore);
            assertThat(ctx.channel().isOpen()).isFalse();
        }
    }

    @Test
    void observedBodyAboveTheBoundPassesComplete() throws IOException {
        byte[] body = large(10 * MOST, Bodies.ALLOWED);
        try (TestServer server = serve(observing);
                RawClient client = new RawClient(server)) {
            client.send(head(ROUTE, ONE_MODEL, "Content-Length: " + body.length))
                    .send(body);
            assertThat(client.read().status()).isEqualTo(200);
        }
        assertThat(kept()).isEqualTo(body);
        assertThat(observing.observedRefusals()).containsEntry(Reason.BODY_TOO_LARGE, 1L);
    }

    @Test
    void observedBodyThatTurnsOutToBeAboveTheBoundPassesComplete() throws IOException {
        byte[] body = large(10 * MOST, Bodies.ALLOWED);
        try (TestServer server = serve(observing);
                RawClient client = new RawClient(server)) {
            client.send(head(ROUTE, ONE_MODEL, "Transfer-Encoding: chunked")).send(chunked(body, () -> 777));
            assertThat(client.read().status()).isEqualTo(200);
        }
        assertThat(kept()).isEqualTo(body);
        assertThat(observing.observedRefusals()).containsEntry(Reason.BODY_TOO_LARGE, 1L);
    }

    @Test
    void observedBodyOfADeniedModelPasses() throws IOException {
        try (TestServer server = serve(observing)) {
            assertThat(RawClient.ask(server, call(ONE_MODEL, Bodies.denied())).status())
                    .isEqualTo(200);
        }
        assertThat(kept()).asString().isEqualTo(Bodies.denied());
        assertThat(observing.observedRefusals()).containsEntry(Reason.MODEL_NOT_ALLOWED, 1L);
    }

    @Test
    void observedBodyWithABrokenChunkIsTheHostsToRefuse() throws IOException {
        try (TestServer server = serve(observing)) {
            RawAnswer answer =
                    RawClient.ask(server, head(ROUTE, ONE_MODEL, "Transfer-Encoding: chunked") + "2\r\n{}\r\nzz\r\n");
            assertThat(answer.seen()).contains("bytes 2");
        }
        assertThat(observing.observedRefusals()).containsEntry(Reason.BODY_MALFORMED, 1L);
    }

    @Test
    void aggregatedBodyIsReadWhereItIs() throws IOException {
        try (TestServer server = aggregating();
                RawClient client = new RawClient(server)) {
            assertThat(client.send(call(ONE_MODEL, good())).read().status()).isEqualTo(200);
            assertThat(client.send(call(ONE_MODEL, Bodies.denied())).read().status())
                    .isEqualTo(403);
            assertThat(client.send(call(ONE_MODEL, "")).read().status()).isEqualTo(400);
        }
        assertThat(kept()).asString().isEqualTo(good());
    }

    @Test
    void aggregatedBodyAboveTheBoundIsRefused() throws IOException {
        try (TestServer server = aggregating();
                RawClient client = new RawClient(server)) {
            client.send(head(ROUTE, ONE_MODEL, "Content-Length: " + (MOST + 1))).send(large(MOST + 1, Bodies.ALLOWED));
            assertThat(client.read().status()).isEqualTo(413);
            assertThat(client.send(call(ONE_MODEL, good())).read().status()).isEqualTo(200);
        }
    }

    private TestServer aggregating() {
        return TestServer.with(p -> p.addLast(
                new HttpServerCodec(),
                new HttpObjectAggregator(1 << 20),
                new LatchkeyHandler(authenticator),
                new KeepingHost(kept)));
    }
}
