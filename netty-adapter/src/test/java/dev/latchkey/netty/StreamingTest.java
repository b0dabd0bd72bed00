package dev.latchkey.netty;

import static dev.latchkey.netty.Keys.ALICE;
import static dev.latchkey.netty.RawClient.bearer;
import static dev.latchkey.netty.RawClient.get;
import static dev.latchkey.netty.RawClient.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are larger than anybody wants to hold. */
@SuppressWarnings("FutureReturnValueIgnored") // the client sees what arrives
final class StreamingTest {
    private static final int CHUNK = 32 * 1024;
    private static final int CHUNKS = 1024;
    private static final long TOTAL = (long) CHUNK * CHUNKS;

    @Test
    void largeChunkedUploadArrivesWhole() throws Exception {
        try (TestServer server = TestServer.http1(Keys.authenticator(), EchoHost::new);
                RawClient client = new RawClient(server)) {
            Thread sender = uploading(client);
            assertThat(client.read().seen()).contains("bytes " + TOTAL);
            sender.join();
        }
    }

    @Test
    void uploadWaitsWhileTheHostDoesNotRead() throws Exception {
        Pausing host = new Pausing();
        try (TestServer server = TestServer.http1(Keys.authenticator(), () -> host);
                RawClient client = new RawClient(server)) {
            Thread sender = uploading(client);
            Channel channel = host.paused.get(20, TimeUnit.SECONDS);
            for (int i = 0; i < 100; i++) {
                channel.eventLoop().submit(() -> {}).get();
            }
            assertThat(host.received.get()).isLessThan(2 * 1024 * 1024);
            channel.config().setAutoRead(true);
            assertThat(client.read().body()).isEqualTo("" + TOTAL);
            sender.join();
        }
    }

    @Test
    void downloadWaitsWhileTheClientDoesNotRead() throws Exception {
        Pouring host = new Pouring();
        try (TestServer server = TestServer.http1(Keys.authenticator(), () -> host);
                RawClient client = new RawClient(server)) {
            client.send(get("/v1/x", bearer(ALICE)) + get("/v1/y"));
            assertThat(host.fullOnce.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(client.read().body()).hasSize((int) TOTAL);
            assertThat(client.read().status()).isEqualTo(401);
        }
    }

    @Test
    void clientThatLeavesDuringItsUploadEndsTheExchange() throws Exception {
        Pausing host = new Pausing();
        try (TestServer server = TestServer.http1(Keys.authenticator(), () -> host)) {
            Channel channel;
            try (RawClient client = new RawClient(server)) {
                client.send(request("POST", "/v1/x", bearer(ALICE), "Content-Length: 1000000") + "x".repeat(1000));
                channel = host.paused.get(20, TimeUnit.SECONDS);
            }
            channel.config().setAutoRead(true);
            assertThat(channel.closeFuture().await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Plans.FREE, Plans.ONE_MODEL})
    void bodyThatDecidesNothingStreams(String key) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        String target = key.equals(Plans.ONE_MODEL) ? "/v1/files" : Bodies.ROUTE;
        try (TestServer streaming = TestServer.http1(Plans.authenticator(), () -> new EagerHost(begun));
                RawClient client = new RawClient(streaming)) {
            client.send(Bodies.head(
                            target, key, "Content-Length: " + Bodies.good().length()))
                    .send(Bodies.good().substring(0, 10));
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(client.send(Bodies.good().substring(10)).read().seen())
                    .contains("bytes " + Bodies.good().length());
        }
    }

    private static Thread uploading(RawClient client) {
        Thread sender = new Thread(() -> {
            try {
                client.send(request("POST", "/v1/x", bearer(ALICE), "Transfer-Encoding: chunked"));
                String chunk = Integer.toHexString(CHUNK) + "\r\n" + "x".repeat(CHUNK) + "\r\n";
                for (int i = 0; i < CHUNKS; i++) {
                    client.send(chunk);
                }
                client.send("0\r\n\r\n");
            } catch (IOException closed) {
                // The answer is what counts.
            }
        });
        sender.start();
        return sender;
    }

    /** Says when the first part of a body comes. */
    private static final class EagerHost extends EchoHost {
        private final CountDownLatch begun;

        EagerHost(CountDownLatch begun) {
            this.begun = begun;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            if (message instanceof HttpContent) {
                begun.countDown();
            }
            super.channelRead(ctx, message);
        }
    }

    /** Stops reading at the first part of the body, and answers with the number of bytes in the end. */
    private static final class Pausing extends ChannelInboundHandlerAdapter {
        final CompletableFuture<Channel> paused = new CompletableFuture<>();
        final AtomicLong received = new AtomicLong();

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            if (message instanceof HttpContent part) {
                received.addAndGet(part.content().readableBytes());
                if (!paused.isDone()) {
                    ctx.channel().config().setAutoRead(false);
                    paused.complete(ctx.channel());
                }
            }
            if (message instanceof LastHttpContent) {
                ctx.writeAndFlush(EchoHost.response(
                        new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/"), "" + received.get()));
            }
            ReferenceCountUtil.release(message);
        }
    }

    /** Writes as much as the channel takes. */
    private static final class Pouring extends ChannelInboundHandlerAdapter {
        final CountDownLatch fullOnce = new CountDownLatch(1);
        private int left = CHUNKS;

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            if (message instanceof HttpRequest) {
                HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
                HttpUtil.setTransferEncodingChunked(head, true);
                ctx.write(head);
                pour(ctx);
            }
            ReferenceCountUtil.release(message);
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext ctx) {
            if (ctx.channel().isWritable()) {
                pour(ctx);
            } else {
                fullOnce.countDown();
            }
        }

        private void pour(ChannelHandlerContext ctx) {
            while (left > 0 && ctx.channel().isWritable()) {
                left--;
                ctx.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(new byte[CHUNK])));
                if (left == 0) {
                    ctx.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
                }
            }
        }
    }
}
