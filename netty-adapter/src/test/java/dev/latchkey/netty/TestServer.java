package dev.latchkey.netty;

import dev.latchkey.Authenticator;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A real Netty server on a free port of the loopback address, with one event loop. */
@SuppressWarnings("deprecation") // the event loop group that both Netty 4.1 and 4.2 have
final class TestServer implements AutoCloseable {
    private final NioEventLoopGroup group = new NioEventLoopGroup(1);
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final Channel channel;

    private TestServer(boolean autoRead, Consumer<ChannelPipeline> pipeline) {
        channel = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.AUTO_READ, autoRead)
                .childHandler(initializer(pipeline))
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
    }

    static TestServer with(Consumer<ChannelPipeline> pipeline) {
        return new TestServer(true, pipeline);
    }

    /** Nothing is read unless a handler asks for it. */
    static TestServer readingByHand(Consumer<ChannelPipeline> pipeline) {
        return new TestServer(false, pipeline);
    }

    /** HTTP/1.1: the codec, Latchkey, the host. */
    static TestServer http1(Authenticator authenticator, Supplier<ChannelHandler> host) {
        return with(p -> p.addLast(new HttpServerCodec(), new LatchkeyHandler(authenticator), host.get()));
    }

    /** HTTP/2 with prior knowledge: in each stream the codec, Latchkey, the host. */
    static TestServer http2(Authenticator authenticator, Supplier<ChannelHandler> host) {
        return with(p -> p.addLast(
                Http2FrameCodecBuilder.forServer().build(),
                new Http2MultiplexHandler(new StreamInitializer(authenticator, host))));
    }

    int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    @Override
    public void close() {
        channel.close().syncUninterruptibly();
        // Netty 4.2 leaves connections open when its event loops end at once.
        connections.close().syncUninterruptibly();
        group.shutdownGracefully(0, 10, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private ChannelInitializer<SocketChannel> initializer(Consumer<ChannelPipeline> pipeline) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(SocketChannel connection) {
                connections.add(connection);
                pipeline.accept(connection.pipeline());
            }
        };
    }

    @ChannelHandler.Sharable
    private static final class StreamInitializer extends ChannelInitializer<Channel> {
        private final Authenticator authenticator;
        private final Supplier<ChannelHandler> host;

        StreamInitializer(Authenticator authenticator, Supplier<ChannelHandler> host) {
            this.authenticator = authenticator;
            this.host = host;
        }

        @Override
        protected void initChannel(Channel stream) {
            stream.pipeline()
                    .addLast(
                            new Http2StreamFrameToHttpObjectCodec(true),
                            new LatchkeyHandler(authenticator),
                            host.get());
        }
    }
}
