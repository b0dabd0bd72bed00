package dev.latchkey.examples.proxy;

import dev.latchkey.Authenticator;
import dev.latchkey.key.KeyRing;
import dev.latchkey.netty.LatchkeyHandler;
import dev.latchkey.profile.Profiles;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;

/**
 * A reverse proxy that asks for a key and forwards to one upstream, streaming in both directions. The upstream never
 * sees the key; it sees {@code X-Latchkey-Key-Id}, {@code -Label} and {@code -User} instead, and can believe them.
 *
 * <pre>{@code
 * GATEWAY_API_KEY_HASHES=... java -cp ... dev.latchkey.examples.proxy.ReverseProxy 8080 127.0.0.1 9000
 * }</pre>
 */
public final class ReverseProxy implements AutoCloseable {
    private final EventLoopGroup loops = new NioEventLoopGroup();
    private final Channel listener;

    private ReverseProxy(InetSocketAddress address, Authenticator gate, InetSocketAddress upstream) {
        listener = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel client) {
                        client.pipeline()
                                .addLast(new HttpServerCodec())
                                .addLast(new HttpServerKeepAliveHandler())
                                // One for each connection, behind the codec and in front of everything that acts on a
                                // request. What arrives behind it was let in.
                                .addLast(new LatchkeyHandler(gate))
                                .addLast(new ClientHandler(upstream));
                    }
                })
                .bind(address)
                .syncUninterruptibly()
                .channel();
    }

    /** Starts on the loopback address; port 0 is any that is free. */
    static ReverseProxy start(int port, Authenticator gate, InetSocketAddress upstream) {
        return new ReverseProxy(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), gate, upstream);
    }

    /** Runs until the process is told to stop: {@code PORT UPSTREAM-HOST UPSTREAM-PORT}. */
    public static void main(String[] args) throws UnknownHostException {
        if (args.length != 3) {
            System.err.println("expected PORT UPSTREAM-HOST UPSTREAM-PORT");
            System.exit(2);
        }
        Authenticator gate = Authenticator.builder(Profiles.standard())
                .keys(KeyRing.parse(System.getenv("GATEWAY_API_KEY_HASHES")))
                .identityHeaders()
                .build();
        InetSocketAddress upstream = new InetSocketAddress(InetAddress.getByName(args[1]), Integer.parseInt(args[2]));
        ReverseProxy proxy = start(Integer.parseInt(args[0]), gate, upstream);
        Runtime.getRuntime().addShutdownHook(new Thread(proxy::close));
        proxy.listener.closeFuture().syncUninterruptibly();
    }

    int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    @Override
    public void close() {
        listener.close().syncUninterruptibly();
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
