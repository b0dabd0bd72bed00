package dev.latchkey.examples.gateway;

import dev.latchkey.Authenticator;
import dev.latchkey.examples.upstream.StandInUpstream;
import dev.latchkey.manage.http.ManagementApi;
import dev.latchkey.netty.LatchkeyHandler;
import dev.latchkey.netty.ManagementHandler;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerExpectContinueHandler;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Netty: the channel handler in front of the stand-in upstream. */
final class NettyServer implements GatewayServer {
    private static final long GRACE_SECONDS = 5;
    private static final int UPSTREAM_THREADS = 8;

    private final EventLoopGroup loops = new NioEventLoopGroup(2);

    /** Booking what a call has cost, and noting it, may wait for a database; the event loops must not. */
    private final ExecutorService upstreams = Executors.newFixedThreadPool(UPSTREAM_THREADS);

    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private final Authenticator authenticator;
    private final ManagementApi management;
    private final StandInUpstream upstream;
    private final Channel listener;

    private NettyServer(int port, Authenticator authenticator, ManagementApi management, StandInUpstream upstream)
            throws IOException {
        this.authenticator = authenticator;
        this.management = management;
        this.upstream = upstream;
        ChannelFuture bound = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        configure(channel);
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            loops.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly();
            upstreams.shutdown();
            throw new IOException("127.0.0.1:" + port + ": " + bound.cause().getMessage(), bound.cause());
        }
        this.listener = bound.channel();
    }

    static GatewayServer start(
            int port, Authenticator authenticator, ManagementApi management, StandInUpstream upstream)
            throws IOException {
        return new NettyServer(port, authenticator, management, upstream);
    }

    private void configure(SocketChannel channel) {
        connections.add(channel);
        channel.pipeline()
                .addLast(new HttpServerCodec())
                .addLast(new HttpServerKeepAliveHandler())
                .addLast(new ManagementHandler(management))
                .addLast(new LatchkeyHandler(authenticator))
                // Behind the authenticator: a refused request is never told to go on.
                .addLast(new HttpServerExpectContinueHandler())
                .addLast(new UpstreamHandler(upstream, upstreams));
    }

    @Override
    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    @Override
    public void close() {
        listener.close().awaitUninterruptibly();
        connections.forEach(channel -> channel.pipeline().fireUserEventTriggered(UpstreamHandler.LAST_CALL));
        connections.newCloseFuture().awaitUninterruptibly(GRACE_SECONDS, TimeUnit.SECONDS);
        connections.close().awaitUninterruptibly(GRACE_SECONDS, TimeUnit.SECONDS);
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        upstreams.shutdown();
    }
}
