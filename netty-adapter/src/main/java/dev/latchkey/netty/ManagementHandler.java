package dev.latchkey.netty;

import dev.latchkey.manage.http.ManagementApi;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpExpectationFailedEvent;
import java.util.Objects;

/**
 * Answers the requests that are for a {@link ManagementApi}, and lets every other message pass as it came.
 *
 * <p>One handler serves one channel. Its place is right behind the codec and in front of the {@link LatchkeyHandler}, which
 * takes the master key for no key of its own:
 *
 * <pre>{@code
 * pipeline.addLast(new HttpServerCodec(), new ManagementHandler(api), new LatchkeyHandler(authenticator), host);
 * }</pre>
 *
 * <p>For HTTP/2 it stands in the pipeline of each stream, as that handler does.
 *
 * <p><b>Order.</b> One exchange at a time: a pipelined request is held back, and no more is read, until the request before
 * it was read to its end and its final answer written, whoever answers. After a 101 answer, or success of a
 * {@code CONNECT}, everything passes in both directions.
 *
 * <p>Whoever does not hold the master key is answered before the body is read. Of others' bodies
 * {@link ManagementApi#LONGEST_BODY} bytes are collected. The event loop is never blocked: requests are carried out on
 * threads of the library, and are answered 503 where too many wait for one.
 */
public final class ManagementHandler extends ChannelDuplexHandler {
    private final Intake intake = new Intake();
    private final ManagedConversation conversation;

    /** A handler for one channel; the API is shared by all of them. */
    public ManagementHandler(ManagementApi api) {
        this.conversation = new ManagedConversation(Objects.requireNonNull(api, "api"), intake);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        conversation.received(ctx, message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        ctx.fireChannelReadComplete();
        intake.readComplete(ctx);
    }

    @Override
    public void read(ChannelHandlerContext ctx) {
        intake.demand(ctx);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the promise is the writer's own
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        ctx.write(message, promise);
        conversation.answers(ctx, message);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof HttpExpectationFailedEvent) {
            conversation.bodyDeclined(ctx);
        }
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        conversation.close();
        ctx.fireChannelInactive();
    }

    /** Requests that still wait can neither pass nor be answered any more, so a channel that has some is closed. */
    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // a close that fails leaves nothing to do
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (conversation.close()) {
            intake.resume(ctx);
        } else {
            ctx.close();
        }
    }
}
