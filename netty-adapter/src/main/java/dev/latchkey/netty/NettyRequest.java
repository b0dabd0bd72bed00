package dev.latchkey.netty;

import dev.latchkey.Request;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Iterator;
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

    /** The iterators of other kinds of headers make a list first, and those of older versions of Netty may not end. */
    @Override
    public List<String> headers(String name) {
        if (!(request.headers() instanceof DefaultHttpHeaders)) {
            return request.headers().getAll(name);
        }
        Iterator<? extends CharSequence> values = request.headers().valueCharSequenceIterator(name);
        if (!values.hasNext()) {
            return List.of();
        }
        String first = values.next().toString();
        return values.hasNext() ? several(first, values) : List.of(first);
    }

    private static List<String> several(String first, Iterator<? extends CharSequence> more) {
        List<String> all = new ArrayList<>();
        all.add(first);
        more.forEachRemaining(value -> all.add(value.toString()));
        return all;
    }

    /** Of the connection; a stream of HTTP/2 answers with its parent's. */
    @Override
    public @Nullable InetAddress peerAddress() {
        return channel.remoteAddress() instanceof InetSocketAddress socket ? socket.getAddress() : null;
    }
}
