package dev.latchkey.netty;

import static dev.latchkey.netty.Bodies.ROUTE;
import static dev.latchkey.netty.Bodies.call;
import static dev.latchkey.netty.Bodies.chunked;
import static dev.latchkey.netty.Bodies.denied;
import static dev.latchkey.netty.Bodies.good;
import static dev.latchkey.netty.Bodies.head;
import static dev.latchkey.netty.Bodies.large;
import static dev.latchkey.netty.Plans.ONE_MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.body.BodyReader;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that a decision turns on: held, read to their ends, and then the host's, byte for byte. */
final class BodyTest {
    private static final int LARGE = 3 << 20;

    private final Queue<byte[]> kept = new ConcurrentLinkedQueue<>();
    private final long heldBefore = BodyReader.heldByAll();
    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.http1(Plans.authenticator(), () -> new KeepingHost(kept));
    }

    @AfterEach
    void stop() {
        server.close();
        assertThat(BodyReader.heldByAll()).isEqualTo(heldBefore);
    }

    private byte[] kept() {
        return Objects.requireNonNull(kept.poll(), "a body that reached the host");
    }

    @Test
    void largeBodyReachesTheHostByteForByte() throws IOException {
        byte[] body = large(LARGE, Bodies.ALLOWED);
        try (RawClient client = new RawClient(server)) {
            client.send(head(ROUTE, ONE_MODEL, "Content-Length: " + body.length))
                    .send(body);
            assertThat(client.read().principal()).isEqualTo("one-model");
        }
        assertThat(kept()).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 10_000, 1_000_000})
    void largeBodyInChunksReachesTheHostByteForByte(int largest) throws IOException {
        byte[] body = large(LARGE, Bodies.ALLOWED);
        Random random = new Random(largest);
        try (RawClient client = new RawClient(server)) {
            client.send(head(ROUTE, ONE_MODEL, "Transfer-Encoding: chunked"))
                    .send(chunked(body, () -> 1 + random.nextInt(largest)));
            assertThat(client.read().principal()).isEqualTo("one-model");
        }
        assertThat(kept()).isEqualTo(body);
    }

    @Test
    void bodyThatComesByteByByteReachesTheHost() throws IOException {
        try (RawClient client = new RawClient(server)) {
            client.send(head(ROUTE, ONE_MODEL, "Content-Length: " + good().length()));
            for (byte one : good().getBytes(StandardCharsets.US_ASCII)) {
                client.send(new byte[] {one});
            }
            assertThat(client.read().status()).isEqualTo(200);
        }
        assertThat(kept()).asString().isEqualTo(good());
    }

    @Test
    void modelThatTheKeyMayNotNameIsForbidden() throws IOException {
        RawAnswer answer = RawClient.ask(server, call(ROUTE + "?denied", ONE_MODEL, denied()));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(EchoHost.TARGETS).doesNotContain(ROUTE + "?denied");
    }

    @Test
    void modelBehindMegabytesOfMessagesIsForbiddenToo() throws IOException {
        byte[] body = large(LARGE, "o1");
        try (RawClient client = new RawClient(server)) {
            client.send(head(ROUTE, ONE_MODEL, "Content-Length: " + body.length))
                    .send(body);
            assertThat(client.read().status()).isEqualTo(403);
            assertThat(client.send(call(ONE_MODEL, good())).read().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}{}",
                "{\"model\":\"openai/gpt-4o-mini\",\"model\":\"openai/o1\"}",
                "{\"model\":\"openai/gpt-4o-mini\",\"mod\\u0065l\":\"openai/o1\"}",
                "{\"model\":7}"
            })
    void bodyThatCannotBeDecidedAboutIsRefusedAndTheConnectionGoesOn(String body) throws IOException {
        try (RawClient client = new RawClient(server)) {
            assertThat(client.send(call(ONE_MODEL, body)).read().status()).isEqualTo(400);
            assertThat(client.send(call(ONE_MODEL, good())).read().status()).isEqualTo(200);
        }
    }

    @Test
    void pipelinedCallsAreAnsweredInOrder() throws IOException {
        try (RawClient client = new RawClient(server)) {
            client.send(call(ROUTE + "?1", ONE_MODEL, good())
                    + call(ROUTE + "?2", ONE_MODEL, denied())
                    + call(ROUTE + "?3", ONE_MODEL, good()));
            assertThat(client.read().seen()).contains("POST " + ROUTE + "?1");
            assertThat(client.read().status()).isEqualTo(403);
            assertThat(client.read().seen()).contains("POST " + ROUTE + "?3");
        }
    }

    @Test
    void largePipelinedCallsAreAnsweredInOrder() throws Exception {
        String allowed = new String(large(LARGE, Bodies.ALLOWED), StandardCharsets.US_ASCII);
        String refused = new String(large(LARGE, "o1"), StandardCharsets.US_ASCII);
        try (RawClient client = new RawClient(server)) {
            Thread sender = client.sending(call(ROUTE + "?1", ONE_MODEL, allowed)
                    + call(ROUTE + "?2", ONE_MODEL, refused)
                    + call(ROUTE + "?3", ONE_MODEL, allowed));
            assertThat(client.read().seen()).contains("POST " + ROUTE + "?1");
            assertThat(client.read().status()).isEqualTo(403);
            assertThat(client.read().seen()).contains("POST " + ROUTE + "?3");
            sender.join();
        }
    }

    @Test
    void nextRequestFindsNothingOfTheOneBefore() throws IOException {
        try (RawClient client = new RawClient(server)) {
            client.send(call(ONE_MODEL, good()) + RawClient.get("/health"));
            assertThat(client.read().principal()).isEqualTo("one-model");
            assertThat(client.read().principal()).isEqualTo("none");
        }
    }

    @Test
    void trailersOfAHeldBodyLoseIdentityFieldsToo() throws IOException {
        String size = Integer.toHexString(good().length());
        RawAnswer answer = RawClient.ask(
                server,
                head(ROUTE, ONE_MODEL, "Transfer-Encoding: chunked") + size + "\r\n" + good()
                        + "\r\n0\r\nX-Latchkey-User: root\r\nX-Sum: 1\r\n\r\n");
        assertThat(answer.body()).contains("trailer X-Sum: 1").doesNotContainIgnoringCase("x-latchkey");
    }

    @Test
    void brokenChunkEndsTheConnection() throws IOException {
        try (RawClient client = new RawClient(server)) {
            client.send(head(ROUTE + "?broken", ONE_MODEL, "Transfer-Encoding: chunked") + "2\r\n{}\r\nzz\r\n"
                    + call(ONE_MODEL, good()));
            RawAnswer refused = client.read();
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.field("connection")).isEqualTo("close");
            assertThat(client.isClosed()).isTrue();
        }
        assertThat(EchoHost.TARGETS).doesNotContain(ROUTE + "?broken");
    }

    @Test
    void keyThatTakesLongToVerifyHasItsBodyRead() throws IOException {
        try (RawClient client = new RawClient(server)) {
            client.send(call(Plans.CHOSEN_ONE_MODEL, good()) + call(Plans.CHOSEN_ONE_MODEL, denied()));
            assertThat(client.read().principal()).isEqualTo("chosen-one-model");
            assertThat(client.read().status()).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100, LARGE})
    void hostThatAnswersAtTheHeadGetsTheBodyAllTheSame(int length) throws IOException {
        byte[] body = large(length, Bodies.ALLOWED);
        try (TestServer early = TestServer.http1(Plans.authenticator(), () -> new EarlyHost(kept));
                RawClient client = new RawClient(early)) {
            client.send(head(ROUTE, ONE_MODEL, "Content-Length: " + length)).send(body);
            assertThat(client.read().body()).isEqualTo("early");
            assertThat(client.send(call(ONE_MODEL, denied())).read().status()).isEqualTo(403);
        }
        assertThat(kept()).isEqualTo(body);
    }

    /** Answers before it has the body. */
    private static final class EarlyHost extends ChannelInboundHandlerAdapter {
        private final Queue<byte[]> bodies;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();

        EarlyHost(Queue<byte[]> bodies) {
            this.bodies = bodies;
        }

        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // the client sees whether it arrived
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            if (message instanceof HttpRequest request) {
                ctx.writeAndFlush(EchoHost.response(request, "early"));
            }
            if (message instanceof HttpContent part) {
                body.writeBytes(ByteBufUtil.getBytes(part.content()));
            }
            if (message instanceof LastHttpContent) {
                bodies.add(body.toByteArray());
            }
            ReferenceCountUtil.release(message);
        }
    }
}
