package dev.latchkey.netty;

import dev.latchkey.Request;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Netty request as the authenticator sees it: a view, valid until the head is passed on. */
final class NettyRequest implements Request {
    private final HttpRequest request;
    private final Channel channel;

    NettyRequest(HttpRequest request, Channel channel) {
        this.request = request;
        this.channel = channel;
    }

    @Override
    public String method() {
        return request.method().name();
    }

    @Override
    public String target() {
        return request.uri();
    }

    @Override
    public List<String> headers(String name) {
        return request.headers().getAll(name);
    }

    /** Of the connection; a stream of HTTP/2 answers with its parent's. */
    @Override
    public @Nullable InetAddress peerAddress() {
        return channel.remoteAddress() instanceof InetSocketAddress socket ? socket.getAddress() : null;
    }
}
