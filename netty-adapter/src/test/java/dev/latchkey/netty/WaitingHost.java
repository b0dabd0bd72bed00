package dev.latchkey.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** An {@link EchoHost} that answers when the test says so. */
final class WaitingHost extends EchoHost {

    /** A request that waits for its answer. */
    record Pending(ChannelHandlerContext ctx, HttpRequest request, String text) {

        /** Answers from the test's thread. */
        void answer() {
            ctx.writeAndFlush(response(request, text)).syncUninterruptibly();
        }

        /** Writes a message from the test's thread. */
        void write(Object message) {
            ctx.writeAndFlush(message).syncUninterruptibly();
        }
    }

    private final BlockingQueue<Pending> pending;

    WaitingHost(BlockingQueue<Pending> pending) {
        this.pending = pending;
    }

    @Override
    void answer(ChannelHandlerContext ctx, HttpRequest request, String text) {
        pending.add(new Pending(ctx, request, text));
    }

    /** The next request that reached a host. */
    static Pending next(BlockingQueue<Pending> pending) throws InterruptedException {
        Pending next = pending.poll(20, TimeUnit.SECONDS);
        assertThat(next).as("a request that reached the host").isNotNull();
        return next;
    }
}
