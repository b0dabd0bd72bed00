package dev.latchkey.examples.proxy;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of one connection: hands requests to the upstream. The gate in front of it lets one exchange through
 * at a time, so there is never more than one request to think of.
 */
// A write that fails closes its channel, and the handlers see that.
@SuppressWarnings("FutureReturnValueIgnored")
final class ClientHandler extends ChannelInboundHandlerAdapter {
    private final InetSocketAddress upstreamAddress;
    private final Queue<Object> untilConnected = new ArrayDeque<>();
    private @Nullable Channel upstream;
    private boolean requestEnded = true;
    private boolean failed;

    ClientHandler(InetSocketAddress upstreamAddress) {
        this.upstreamAddress = upstreamAddress;
    }

    @Override
    public void channelRead(ChannelHandlerContext client, Object message) {
        if (message instanceof HttpRequest request) {
            HopByHop.strip(request.headers());
            requestEnded = false;
            if (upstream == null) {
                connect(client);
            }
        }
        requestEnded |= message instanceof LastHttpContent;
        if (failed) {
            ReferenceCountUtil.release(message);
        } else if (upstream == null) {
            untilConnected.add(message);
        } else {
            upstream.writeAndFlush(message);
        }
    }

    /** On the client's own event loop, so that the two sides never race. */
    private void connect(ChannelHandlerContext client) {
        // Nothing more is read until there is somewhere to put it.
        client.channel().config().setAutoRead(false);
        new Bootstrap()
                .group(client.channel().eventLoop())
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline()
                                .addLast(new HttpClientCodec())
                                .addLast(new UpstreamHandler(client, ClientHandler.this));
                    }
                })
                .connect(upstreamAddress)
                .addListener((ChannelFutureListener) connected -> {
                    if (connected.isSuccess()) {
                        connected(client, connected.channel());
                    } else {
                        badGateway(client);
                    }
                });
    }

    private void connected(ChannelHandlerContext client, Channel channel) {
        if (!client.channel().isActive()) {
            channel.close();
            return;
        }
        upstream = channel;
        untilConnected.forEach(channel::writeAndFlush);
        untilConnected.clear();
        client.channel().config().setAutoRead(channel.isWritable());
    }

    /** Back-pressure towards the upstream: a client that reads slowly slows it down. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext client) {
        if (upstream != null) {
            upstream.config().setAutoRead(client.channel().isWritable());
        }
        client.fireChannelWritabilityChanged();
    }

    /** The upstream's last word on this request; one that did not wait for the whole of it ends the connection. */
    void answered(ChannelHandlerContext client, Object last) {
        if (requestEnded) {
            client.writeAndFlush(last);
        } else {
            failed = true;
            client.writeAndFlush(last).addListener(ChannelFutureListener.CLOSE);
        }
    }

    /** The upstream hung up: between two requests that means a new connection, within an answer the end of it. */
    void upstreamClosed(ChannelHandlerContext client, boolean exchangeInFlight, boolean answerBegun) {
        upstream = null;
        client.channel().config().setAutoRead(true);
        if (answerBegun) {
            client.close();
        } else if (exchangeInFlight) {
            badGateway(client);
        }
    }

    private void badGateway(ChannelHandlerContext client) {
        failed = true;
        releaseWaiting();
        FullHttpResponse answer = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.BAD_GATEWAY, Unpooled.EMPTY_BUFFER);
        answer.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0).set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        client.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
    }

    private void releaseWaiting() {
        untilConnected.forEach(ReferenceCountUtil::release);
        untilConnected.clear();
    }

    @Override
    public void channelInactive(ChannelHandlerContext client) {
        releaseWaiting();
        failed = true;
        if (upstream != null) {
            upstream.close();
        }
        client.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext client, Throwable cause) {
        client.close();
    }
}
