package dev.latchkey.netty;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One HTTP/2 connection with prior knowledge, and as many streams as a test likes. */
@SuppressWarnings({"deprecation", "FutureReturnValueIgnored"}) // the group that 4.1 and 4.2 have; answers are awaited
final class Http2Client implements AutoCloseable {
    private final NioEventLoopGroup group = new NioEventLoopGroup(1);
    private final Channel connection;

    Http2Client(TestServer server) {
        connection = new Bootstrap()
                .group(group)
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(
                                        Http2FrameCodecBuilder.forClient().build(),
                                        new Http2MultiplexHandler(new Ignoring()));
                    }
                })
                .connect(InetAddress.getLoopbackAddress(), server.port())
                .syncUninterruptibly()
                .channel();
    }

    /** The fields of a request: method and target, then names and values by turns. */
    static Http2Headers head(String method, String target, String... fields) {
        Http2Headers head = new DefaultHttp2Headers()
                .method(method)
                .path(target)
                .scheme("http")
                .authority("test");
        for (int i = 0; i < fields.length; i += 2) {
            head.add(fields[i], fields[i + 1]);
        }
        return head;
    }

    /** A request without a body. */
    CompletableFuture<Http2Answer> ask(Http2Headers head) {
        Stream stream = open();
        stream.channel.writeAndFlush(new DefaultHttp2HeadersFrame(head, true));
        return stream.answer;
    }

    /** A stream that sends what the test says. */
    Stream open() {
        CompletableFuture<Http2Answer> answer = new CompletableFuture<>();
        Http2StreamChannel channel = new Http2StreamChannelBootstrap(connection)
                .handler(new Collector(answer))
                .open()
                .syncUninterruptibly()
                .getNow();
        return new Stream(channel, answer);
    }

    boolean isOpen() {
        return connection.isActive();
    }

    /** Completes when the connection is closed. */
    void awaitClose() throws InterruptedException {
        connection.closeFuture().await(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        connection.close().syncUninterruptibly();
        group.shutdownGracefully(0, 10, TimeUnit.SECONDS).syncUninterruptibly();
    }

    record Stream(Http2StreamChannel channel, CompletableFuture<Http2Answer> answer) {
        void head(Http2Headers head, boolean end) {
            channel.writeAndFlush(new DefaultHttp2HeadersFrame(head, end)).syncUninterruptibly();
        }

        /** Sends a part of the body, and does not wait for it to be taken. */
        void data(int length, boolean end) {
            data(new byte[length], end);
        }

        /** Sends these bytes, and does not wait for them to be taken. */
        void data(byte[] part, boolean end) {
            channel.writeAndFlush(new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(part), end));
        }
    }

    private static final class Ignoring extends ChannelInboundHandlerAdapter {
        @Override
        public boolean isSharable() {
            return true;
        }
    }

    private static final class Collector extends ChannelInboundHandlerAdapter implements ChannelHandler {
        private final CompletableFuture<Http2Answer> answer;
        private final StringBuilder body = new StringBuilder();
        private final List<String> fields = new ArrayList<>();
        private long reset = -1;

        Collector(CompletableFuture<Http2Answer> answer) {
            this.answer = answer;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            if (message instanceof Http2HeadersFrame head) {
                head.headers().forEach(field -> fields.add(field.getKey() + ": " + field.getValue()));
            } else if (message instanceof Http2DataFrame data) {
                body.append(data.content().toString(StandardCharsets.ISO_8859_1));
            } else {
                noteReset(message);
            }
            ReferenceCountUtil.release(message);
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            noteReset(event);
        }

        /** The stream is closed once both sides have ended it, or one has reset it. */
        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            answer.complete(new Http2Answer(fields, body.toString(), reset));
        }

        private void noteReset(Object message) {
            if (message instanceof Http2ResetFrame frame) {
                reset = frame.errorCode();
            }
        }
    }
}
