package dev.latchkey.netty;

import static dev.latchkey.netty.Keys.ALICE;
import static dev.latchkey.netty.Keys.BOB;
import static dev.latchkey.netty.Keys.CHOSEN;
import static dev.latchkey.netty.Keys.UNKNOWN;
import static dev.latchkey.netty.Plans.ONE_MODEL;
import static dev.latchkey.netty.RawClient.bearer;
import static dev.latchkey.netty.RawClient.get;
import static dev.latchkey.netty.RawClient.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A host that switched automatic reading off and asks for each message. */
final class ReadingByHandTest {
    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.readingByHand(
                p -> p.addLast(new HttpServerCodec(), new LatchkeyHandler(Keys.slowAuthenticator()), new Asking()));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void refusalDoesNotStopTheReading() throws IOException {
        try (RawClient client = new RawClient(server)) {
            assertThat(client.send(get("/v1/x", bearer(ALICE))).read().status()).isEqualTo(200);
            assertThat(client.send(get("/v1/x")).read().status()).isEqualTo(401);
            assertThat(client.send(get("/v1/x", bearer(ALICE))).read().status()).isEqualTo(200);
        }
    }

    @Test
    void bodyOfARefusedRequestIsReadWithoutTheHost() throws IOException {
        try (RawClient client = new RawClient(server)) {
            client.send(request("POST", "/v1/x", bearer(BOB), "Content-Length: 60000"));
            assertThat(client.read().status()).isEqualTo(401);
            client.send(new byte[60_000]);
            assertThat(client.send(get("/v1/x", bearer(ALICE))).read().status()).isEqualTo(200);
        }
    }

    @Test
    void pipelinedRequestsAllArrive() throws IOException {
        try (RawClient client = new RawClient(server)) {
            client.send((get("/v1/x", bearer(ALICE)) + get("/v1/x", bearer(UNKNOWN))).repeat(20));
            for (int i = 0; i < 40; i++) {
                assertThat(client.read().status()).isEqualTo(i % 2 == 0 ? 200 : 401);
            }
        }
    }

    @Test
    void slowDecisionDoesNotStopTheReading() throws IOException {
        try (RawClient client = new RawClient(server)) {
            client.send(request("POST", "/v1/x", bearer(CHOSEN), "Content-Length: 60000"));
            client.send(new byte[60_000]);
            assertThat(client.read().seen()).contains("principal chosen", "bytes 60000");
            assertThat(client.send(get("/v1/x", bearer(ALICE))).read().status()).isEqualTo(200);
        }
    }

    @Test
    void bodyThatIsHeldIsReadWithoutTheHost() throws IOException {
        byte[] body = Bodies.large(3 << 20, Bodies.ALLOWED);
        try (TestServer reading = TestServer.readingByHand(p ->
                        p.addLast(new HttpServerCodec(), new LatchkeyHandler(Plans.authenticator()), new Asking()));
                RawClient client = new RawClient(reading)) {
            for (int i = 0; i < 2; i++) {
                client.send(Bodies.head(Bodies.ROUTE, ONE_MODEL, "Content-Length: " + body.length));
                assertThat(client.send(body).read().seen()).contains("bytes " + body.length);
            }
            client.send(Bodies.call(ONE_MODEL, Bodies.denied()) + Bodies.call(ONE_MODEL, Bodies.good()));
            assertThat(client.read().status()).isEqualTo(403);
            assertThat(client.read().status()).isEqualTo(200);
        }
    }

    private static final class Asking extends EchoHost {
        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            ctx.read();
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            boolean last = message instanceof LastHttpContent;
            super.channelRead(ctx, message);
            if (!last) {
                ctx.read();
            }
        }

        @Override
        void answer(ChannelHandlerContext ctx, HttpRequest request, String text) {
            super.answer(ctx, request, text);
            ctx.read();
        }
    }
}
