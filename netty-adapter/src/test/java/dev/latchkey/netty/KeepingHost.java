package dev.latchkey.netty;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.ByteArrayOutputStream;
import java.util.Queue;

/** An {@link EchoHost} that keeps the bodies that it got. */
final class KeepingHost extends EchoHost {
    private final Queue<byte[]> bodies;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    KeepingHost(Queue<byte[]> bodies) {
        this.bodies = bodies;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof HttpRequest) {
            body.reset();
        }
        if (message instanceof HttpContent part) {
            body.writeBytes(ByteBufUtil.getBytes(part.content()));
        }
        if (message instanceof LastHttpContent) {
            bodies.add(body.toByteArray());
        }
        super.channelRead(ctx, message);
    }
}
