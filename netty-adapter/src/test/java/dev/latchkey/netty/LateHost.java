package dev.latchkey.netty;

import dev.latchkey.Reservation;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/** A host that knows what a call has cost when the client leaves. */
final class LateHost extends EchoHost {
    private final BlockingQueue<WaitingHost.Pending> pending;
    private final Consumer<Reservation> lastWord;

    LateHost(BlockingQueue<WaitingHost.Pending> pending, Consumer<Reservation> lastWord) {
        this.pending = pending;
        this.lastWord = lastWord;
    }

    @Override
    void answer(ChannelHandlerContext ctx, HttpRequest request, String text) {
        pending.add(new WaitingHost.Pending(ctx, request, text));
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        lastWord.accept(Handed.on(ctx.channel()).reservation());
        ctx.fireChannelInactive();
    }
}
