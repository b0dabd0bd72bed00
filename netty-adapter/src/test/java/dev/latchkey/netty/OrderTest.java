package dev.latchkey.netty;

import static dev.latchkey.netty.Keys.ALICE;
import static dev.latchkey.netty.Keys.BOB;
import static dev.latchkey.netty.Keys.UNKNOWN;
import static dev.latchkey.netty.RawClient.bearer;
import static dev.latchkey.netty.RawClient.get;
import static dev.latchkey.netty.RawClient.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A host that takes its time, and clients that do not wait for it. */
final class OrderTest {
    private final BlockingQueue<WaitingHost.Pending> pending = new LinkedBlockingQueue<>();
    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.http1(Keys.authenticator(), () -> new WaitingHost(pending));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void refusalWaitsForTheAnswerBeforeIt() throws Exception {
        try (RawClient client = new RawClient(server)) {
            client.send(get("/v1/a", bearer(ALICE)) + get("/v1/b", bearer(UNKNOWN)));
            WaitingHost.next(pending).answer();
            assertThat(client.read().status()).isEqualTo(200);
            assertThat(client.read().status()).isEqualTo(401);
        }
    }

    @Test
    void nextRequestIsHeldBackUntilTheAnswerBeforeIt() throws Exception {
        try (RawClient client = new RawClient(server)) {
            client.send(get("/v1/a", bearer(ALICE)) + get("/v1/b", bearer(BOB)));
            WaitingHost.Pending first = WaitingHost.next(pending);
            // The event loop has handled what came with the first request once it runs this.
            first.ctx().executor().submit(() -> {}).get();
            assertThat(pending).isEmpty();
            first.answer();
            assertThat(WaitingHost.next(pending).text()).contains("principal bob");
        }
    }

    @Test
    void principalIsThatOfTheRequestInFlight() throws Exception {
        try (RawClient client = new RawClient(server)) {
            client.send(get("/v1/a", bearer(ALICE)) + get("/v1/b", bearer(BOB)));
            Channel channel = WaitingHost.next(pending).ctx().channel();
            channel.eventLoop().submit(() -> {}).get();
            assertThat(channel.attr(LatchkeyHandler.PRINCIPAL).get().label()).isEqualTo("alice");
        }
    }

    @Test
    void readingStopsWhileARequestIsHeldBack() throws Exception {
        try (RawClient client = new RawClient(server)) {
            client.send(get("/v1/a", bearer(ALICE)) + get("/v1/b", bearer(BOB)));
            Channel channel = WaitingHost.next(pending).ctx().channel();
            channel.eventLoop().submit(() -> {}).get();
            assertThat(channel.config().isAutoRead()).isFalse();
        }
    }

    @Test
    void readingGoesOnOnceNothingIsHeldBack() throws Exception {
        try (RawClient client = new RawClient(server)) {
            client.send(get("/v1/a", bearer(ALICE)) + get("/v1/b", bearer(BOB)));
            WaitingHost.next(pending).answer();
            WaitingHost.next(pending).answer();
            client.send(get("/v1/c", bearer(ALICE)));
            assertThat(WaitingHost.next(pending).request().uri()).isEqualTo("/v1/c");
        }
    }

    @Test
    void interimAnswerDoesNotEndTheExchange() throws Exception {
        try (RawClient client = new RawClient(server)) {
            client.send(get("/v1/a", bearer(ALICE)) + get("/v1/b", bearer(UNKNOWN)));
            WaitingHost.Pending first = WaitingHost.next(pending);
            first.write(interim(102));
            first.write(interim(103));
            first.answer();
            assertThat(client.read().status()).isEqualTo(102);
            assertThat(client.read().status()).isEqualTo(103);
            assertThat(client.read().status()).isEqualTo(200);
            assertThat(client.read().status()).isEqualTo(401);
        }
    }

    @Test
    void interimAnswerInPartsDoesNotEndTheExchange() throws Exception {
        try (RawClient client = new RawClient(server)) {
            client.send(get("/v1/a", bearer(ALICE)) + get("/v1/b", bearer(UNKNOWN)));
            WaitingHost.Pending first = WaitingHost.next(pending);
            first.write(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(103)));
            first.write(LastHttpContent.EMPTY_LAST_CONTENT);
            first.answer();
            client.read();
            assertThat(client.read().status()).isEqualTo(200);
            assertThat(client.read().status()).isEqualTo(401);
        }
    }

    @Test
    void answerBeforeTheEndOfTheRequestIsDelivered() throws Exception {
        try (RawClient client = new RawClient(earlyAnswering())) {
            client.send(request("POST", "/v1/a", bearer(ALICE), "Content-Length: 4") + "ab");
            assertThat(client.read().status()).isEqualTo(200);
            client.send("cd" + get("/v1/b", bearer(UNKNOWN)));
            assertThat(client.read().status()).isEqualTo(401);
        }
    }

    @Test
    void clientThatLeavesEndsWhatWasHeldBack() throws Exception {
        WaitingHost.Pending first;
        try (RawClient client = new RawClient(server)) {
            client.send(get("/v1/a", bearer(ALICE)) + get("/v1/left", bearer(BOB)));
            first = WaitingHost.next(pending);
        }
        first.ctx().channel().close().sync();
        first.ctx().channel().closeFuture().sync();
        assertThat(EchoHost.TARGETS).doesNotContain("/v1/left");
    }

    private TestServer earlyAnswering() {
        server.close();
        server = TestServer.http1(Keys.authenticator(), () -> new ChannelInboundHandlerAdapter() {
            @Override
            @SuppressWarnings("FutureReturnValueIgnored") // the client sees whether it arrived
            public void channelRead(ChannelHandlerContext ctx, Object message) {
                if (message instanceof HttpRequest request) {
                    ctx.writeAndFlush(EchoHost.response(request, "early"));
                }
                ReferenceCountUtil.release(message);
            }
        });
        return server;
    }

    private static FullHttpResponse interim(int status) {
        return new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), Unpooled.EMPTY_BUFFER);
    }
}
