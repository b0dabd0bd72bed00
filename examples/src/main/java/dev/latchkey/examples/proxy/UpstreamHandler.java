package dev.latchkey.examples.proxy;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;

/** The upstream's side of one connection: hands answers back to the client. */
// A write that fails closes its channel, and the handlers see that.
@SuppressWarnings("FutureReturnValueIgnored")
final class UpstreamHandler extends ChannelDuplexHandler {
    private final ChannelHandlerContext client;
    private final ClientHandler clientSide;
    private boolean exchangeInFlight;
    private boolean answerBegun;

    UpstreamHandler(ChannelHandlerContext client, ClientHandler clientSide) {
        this.client = client;
        this.clientSide = clientSide;
    }

    @Override
    public void write(ChannelHandlerContext upstream, Object message, ChannelPromise promise) {
        exchangeInFlight |= message instanceof HttpRequest;
        upstream.write(message, promise);
    }

    @Override
    public void channelRead(ChannelHandlerContext upstream, Object message) {
        if (message instanceof HttpResponse answer) {
            // 100 Continue and its like announce the answer, and are not it.
            answerBegun = answer.status().codeClass() != HttpStatusClass.INFORMATIONAL;
            HopByHop.strip(answer.headers());
        }
        if (answerBegun && message instanceof LastHttpContent) {
            exchangeInFlight = false;
            answerBegun = false;
            clientSide.answered(client, message);
        } else {
            client.writeAndFlush(message);
        }
        if (!client.channel().isWritable()) {
            upstream.channel().config().setAutoRead(false);
        }
    }

    /** Back-pressure towards the client: an upstream that reads slowly slows it down. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext upstream) {
        client.channel().config().setAutoRead(upstream.channel().isWritable());
    }

    @Override
    public void channelInactive(ChannelHandlerContext upstream) {
        clientSide.upstreamClosed(client, exchangeInFlight, answerBegun);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext upstream, Throwable cause) {
        upstream.close();
    }
}
