package dev.latchkey.netty;

import dev.latchkey.manage.http.ManagementApi;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The exchanges of one channel, one at a time and in order: those that are management's, and those that pass. Used on the
 * handler's event loop only.
 */
@SuppressWarnings("FutureReturnValueIgnored") // writes and closes report to nobody who is left
final class ManagedConversation {
    private final ManagementApi api;
    private final Intake intake;
    private @Nullable ManagedExchange managed;
    private @Nullable Answer passed;
    private boolean passedRequestEnded;
    private boolean upgraded;
    private boolean closed;

    ManagedConversation(ManagementApi api, Intake intake) {
        this.api = api;
        this.intake = intake;
    }

    /** A message came from the client. */
    void received(ChannelHandlerContext ctx, Object message) {
        if (closed) {
            ReferenceCountUtil.release(message);
        } else if (intake.isHolding() || mustWait(message)) {
            hold(ctx, message);
        } else {
            take(ctx, message);
        }
    }

    /** The host has written a message. */
    void answers(ChannelHandlerContext ctx, Object message) {
        Answer answer = passed;
        if (answer != null) {
            answer.next(message);
            upgraded |= answer.hasUpgraded();
            endIfOver(ctx);
        }
    }

    /** The host keeps the body from being sent, and the codec expects the next request. */
    void bodyDeclined(ChannelHandlerContext ctx) {
        if (passed != null) {
            passedRequestEnded = true;
            endIfOver(ctx);
        }
    }

    /** Nothing passes from now on. False if something was waiting that now never will. */
    boolean close() {
        boolean complete = !intake.isHolding() && managed == null;
        closed = true;
        intake.releaseAll();
        if (managed != null) {
            managed.abandon();
            managed = null;
        }
        return complete;
    }

    private boolean mustWait(Object message) {
        if (upgraded) {
            return false;
        }
        boolean between = managed == null && passed == null;
        return (message instanceof HttpRequest && !between) || (managed != null && managed.isStuck());
    }

    private void hold(ChannelHandlerContext ctx, Object message) {
        intake.stop(ctx);
        if (!intake.hold(message)) {
            ReferenceCountUtil.release(message);
            leave(ctx);
        }
    }

    private void take(ChannelHandlerContext ctx, Object message) {
        if (message instanceof HttpRequest request && !upgraded) {
            begin(ctx, request);
        } else if (message instanceof HttpContent part && managed != null) {
            managed.hears(part);
        } else {
            pass(ctx, message);
        }
    }

    private void begin(ChannelHandlerContext ctx, HttpRequest request) {
        NettyRequest view = new NettyRequest(request, ctx.channel());
        if (request.decoderResult().isSuccess() && api.owns(view)) {
            ManagedExchange begun = new ManagedExchange(this, api, ctx, request);
            managed = begun;
            begun.begin();
        } else {
            passed = new Answer(request.method().name(), List.of(), null);
            passedRequestEnded = false;
            pass(ctx, request);
        }
    }

    private void pass(ChannelHandlerContext ctx, Object message) {
        intake.satisfy();
        boolean last = message instanceof LastHttpContent;
        ctx.fireChannelRead(message);
        if (last && passed != null) {
            passedRequestEnded = true;
            endIfOver(ctx);
        }
    }

    private void endIfOver(ChannelHandlerContext ctx) {
        if (passed != null && passedRequestEnded && passed.hasEnded()) {
            passed = null;
            goOnLater(ctx);
        }
    }

    /** This exchange of management's is over. */
    void ended(ChannelHandlerContext ctx, ManagedExchange exchange) {
        if (isAt(exchange)) {
            managed = null;
            goOnLater(ctx);
        }
    }

    /** Whether this exchange still goes on: its channel may have been closed while it was carried out elsewhere. */
    boolean isAt(ManagedExchange exchange) {
        return managed == exchange;
    }

    /** What has waited for this exchange to be carried out goes on. */
    void unstuck(ChannelHandlerContext ctx) {
        if (intake.isHolding()) {
            goOn(ctx);
        }
    }

    /** Not at once: this may be inside a write of the host, which need not expect its next request there. */
    private void goOnLater(ChannelHandlerContext ctx) {
        if (intake.isHolding()) {
            Offload.later(ctx.executor(), () -> goOn(ctx));
        }
    }

    private void goOn(ChannelHandlerContext ctx) {
        Object next = intake.peek();
        while (!closed && next != null && !mustWait(next)) {
            take(ctx, intake.take());
            next = intake.peek();
        }
        if (!closed) {
            ctx.fireChannelReadComplete();
            if (!intake.isHolding()) {
                intake.resume(ctx);
            }
        }
    }

    /** Closes the connection; of a stream, tells the client that no more of it is wanted (RFC 9113, section 8.1). */
    void leave(ChannelHandlerContext ctx) {
        close();
        if (ctx.channel() instanceof Http2StreamChannel) {
            ctx.write(new DefaultHttp2ResetFrame(Http2Error.NO_ERROR));
        }
        ctx.close();
    }
}
