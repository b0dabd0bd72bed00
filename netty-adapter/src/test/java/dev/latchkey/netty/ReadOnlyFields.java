package dev.latchkey.netty;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.ReadOnlyHttpHeaders;
import java.util.stream.Stream;

/** A handler in front of ours that lets nobody change a request's fields. */
final class ReadOnlyFields extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ctx.fireChannelRead(message instanceof HttpRequest request ? fixed(request) : message);
    }

    private static HttpRequest fixed(HttpRequest request) {
        CharSequence[] fields = request.headers().entries().stream()
                .flatMap(field -> Stream.of(field.getKey(), field.getValue()))
                .toArray(CharSequence[]::new);
        return new DefaultHttpRequest(
                request.protocolVersion(), request.method(), request.uri(), new ReadOnlyHttpHeaders(false, fields));
    }
}
