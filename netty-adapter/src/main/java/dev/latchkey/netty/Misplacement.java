package dev.latchkey.netty;

import io.netty.channel.ChannelHandlerContext;
import io.netty.util.ReferenceCountUtil;

/** What is told when something else than HTTP messages reaches the handler: where it belongs, and nothing of the message. */
final class Misplacement {
    private Misplacement() {}

    /** Drops the message and tells the host's handlers. */
    static void tell(ChannelHandlerContext ctx, Object message) {
        ReferenceCountUtil.release(message);
        ctx.fireExceptionCaught(shownBy(message));
    }

    private static IllegalStateException shownBy(Object message) {
        return new IllegalStateException("LatchkeyHandler: expected HTTP messages, got "
                + message.getClass().getName()
                + "; add it right behind HttpServerCodec, or behind Http2StreamFrameToHttpObjectCodec in the pipeline of"
                + " each HTTP/2 stream");
    }
}
