package dev.latchkey.netty;

import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What has been read from the channel and must wait, and whether more is read meanwhile. Used on the handler's event loop
 * only.
 */
final class Intake {
    /**
     * More messages than one read of 64 KiB decodes to: reading stops at the first one held, so only a handler in front
     * that ignores back-pressure gets here.
     */
    static final int MOST_HELD = 16_384;

    private final ArrayDeque<Object> held = new ArrayDeque<>();
    private boolean stopped;
    private boolean restoresAutoRead;
    private boolean demanded;

    boolean isHolding() {
        return !held.isEmpty();
    }

    /** Keeps a message for later; false, and the message is still the caller's, when there are too many. */
    boolean hold(Object message) {
        return held.size() < MOST_HELD && held.add(message);
    }

    @Nullable Object peek() {
        return held.peek();
    }

    Object take() {
        return held.remove();
    }

    /** Reads no more until {@link #resume}; asked again, does nothing. */
    void stop(ChannelHandlerContext ctx) {
        if (stopped) {
            return;
        }
        stopped = true;
        ChannelConfig config = ctx.channel().config();
        restoresAutoRead = config.isAutoRead();
        // Keeping read() to ourselves is not enough: a socket that reads on its own goes on until it is told not to.
        config.setAutoRead(false);
    }

    void resume(ChannelHandlerContext ctx) {
        if (!stopped || !ctx.channel().isActive()) {
            return;
        }
        stopped = false;
        ChannelConfig config = ctx.channel().config();
        if (restoresAutoRead && !config.isAutoRead()) {
            config.setAutoRead(true);
        } else if (demanded) {
            ctx.read();
        }
    }

    /** The host, or the channel on its behalf, wants to read. */
    void demand(ChannelHandlerContext ctx) {
        demanded = true;
        if (!stopped) {
            ctx.read();
        }
    }

    /** Whether what the client sends now would be read. */
    boolean listens(ChannelHandlerContext ctx) {
        return !stopped && (demanded || ctx.channel().config().isAutoRead());
    }

    /** The host got a message. */
    void satisfy() {
        demanded = false;
    }

    /** A read is over: what it brought may all have been ours, and a host that reads by hand still waits for its own. */
    void readComplete(ChannelHandlerContext ctx) {
        if (demanded && !stopped && !ctx.channel().config().isAutoRead()) {
            ctx.read();
        }
    }

    void releaseAll() {
        while (!held.isEmpty()) {
            ReferenceCountUtil.release(Objects.requireNonNull(held.poll()));
        }
    }
}
