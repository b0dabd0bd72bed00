package dev.latchkey.netty;

import dev.latchkey.Authenticator;
import dev.latchkey.Refusal;
import dev.latchkey.Request;
import dev.latchkey.Verdict;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The exchanges of one channel, one at a time and in order. Used on the handler's event loop only. */
@SuppressWarnings("FutureReturnValueIgnored") // writes and closes report to the host, or to nobody who is left
final class Conversation {
    private final Authenticator gate;
    private final Errands errands;
    private final Intake intake;
    private final Handover handover;
    private @Nullable Exchange exchange;
    private @Nullable Inquiry inquiry;
    private boolean upgraded;
    private boolean closed;

    Conversation(Authenticator gate, Errands errands, Intake intake, Handover handover) {
        this.gate = gate;
        this.errands = errands;
        this.intake = intake;
        this.handover = handover;
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

    /** The host writes a message. */
    void answers(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        Exchange current = exchange;
        Answer answer = current == null ? null : current.answer();
        if (current == null || answer == null || answer.hasEnded()) {
            ctx.write(message, promise);
            return;
        }
        Object written = answer.next(message);
        upgraded |= answer.hasUpgraded();
        ctx.write(written, promise);
        endIfOver(ctx, current);
    }

    /** The host keeps the body from being sent, and the codec expects the next request. */
    void bodyDeclined(ChannelHandlerContext ctx) {
        Exchange current = exchange;
        if (current != null && current.answer() != null) {
            current.requestEnded();
            endIfOver(ctx, current);
        }
    }

    /** Nothing passes from now on. False if something was waiting that now never will. */
    boolean close() {
        Exchange current = exchange;
        boolean complete = !intake.isHolding() && (current == null || !current.isUndecided());
        closed = true;
        exchange = null;
        intake.releaseAll();
        if (current != null) {
            current.abandon();
        }
        return complete;
    }

    /** An exchange is over before the next begins, and an undecided one takes nothing but the body that it awaits. */
    private boolean mustWait(Object message) {
        Exchange current = exchange;
        return current != null && (message instanceof HttpRequest || current.isStuck());
    }

    private void hold(ChannelHandlerContext ctx, Object message) {
        intake.stop(ctx);
        if (!intake.hold(message)) {
            ReferenceCountUtil.release(message);
            leave(ctx);
        }
    }

    private void take(ChannelHandlerContext ctx, Object message) {
        if (message instanceof HttpRequest request) {
            begin(ctx, request);
        } else if (message instanceof HttpContent part) {
            body(ctx, part);
        } else if (upgraded) {
            pass(ctx, message);
        } else {
            Misplacement.tell(ctx, message);
            leave(ctx);
        }
    }

    private void begin(ChannelHandlerContext ctx, HttpRequest request) {
        handover.clear(ctx.channel());
        Exchange begun = new Exchange(request);
        exchange = begun;
        Inquiry asking = new Inquiry(this, gate, errands, ctx, begun);
        inquiry = asking;
        asking.begin();
    }

    /** Whether this exchange still goes on: its channel may have been closed while it was decided elsewhere. */
    boolean isAt(Exchange begun) {
        return exchange == begun;
    }

    /** Nothing more is read until it {@link #goOn goes on}. */
    void waits(ChannelHandlerContext ctx) {
        intake.stop(ctx);
    }

    /** Whether what the client sends now would be read. */
    boolean listens(ChannelHandlerContext ctx) {
        return intake.listens(ctx);
    }

    /** The request goes to the host; its head is as the host may see it. */
    void pass(ChannelHandlerContext ctx, Exchange begun, Request request, Decision decision, Verdict.Passed passed) {
        begun.passed(passed.upstream(), handover.pass(ctx.channel(), request, decision, passed));
        pass(ctx, begun.request());
        passHeld(ctx, begun);
    }

    /** All of it, whatever the host does meanwhile: it has got the head, so that it expects the parts as well. */
    private void passHeld(ChannelHandlerContext ctx, Exchange begun) {
        HeldBody held = begun.body();
        if (held != null) {
            for (HttpContent part = held.poll(); part != null; part = held.poll()) {
                passPart(ctx, begun, part);
            }
            held.close();
            endIfOver(ctx, begun);
        }
    }

    /** The client gets this answer, and the host nothing. */
    void refuse(ChannelHandlerContext ctx, Exchange begun, Refusal refusal) {
        HttpRequest request = begun.request();
        RefusedBody body = begun.refused();
        body.await(ctx.executor(), request, () -> leave(ctx));
        ctx.writeAndFlush(Heads.refusal(refusal, request, body.keepsAlive()))
                .addListener((ChannelFuture written) -> answered(ctx, begun, body, written));
        begun.drop();
    }

    /** Only now may the next request come, so that a client that does not read its answers cannot pile them up here. */
    private void answered(ChannelHandlerContext ctx, Exchange begun, RefusedBody body, ChannelFuture written) {
        if (written.isSuccess()) {
            body.answered();
            endIfOver(ctx, begun);
        } else {
            leave(ctx);
        }
    }

    private void body(ChannelHandlerContext ctx, HttpContent part) {
        Exchange current = exchange;
        if (current == null) {
            part.release();
            return;
        }
        if (current.isUndecided()) {
            Objects.requireNonNull(inquiry).hears(part);
        } else if (current.answer() != null) {
            passPart(ctx, current, part);
        } else if (!Objects.requireNonNull(current.refusedBody()).discard(part)) {
            leave(ctx);
        }
        endIfOver(ctx, current);
    }

    private void passPart(ChannelHandlerContext ctx, Exchange current, HttpContent part) {
        if (part instanceof LastHttpContent last) {
            Heads.drop(last.trailingHeaders(), Objects.requireNonNull(current.upstream()));
            current.requestEnded();
        }
        pass(ctx, part);
    }

    private void pass(ChannelHandlerContext ctx, Object message) {
        intake.satisfy();
        ctx.fireChannelRead(message);
    }

    private void endIfOver(ChannelHandlerContext ctx, Exchange current) {
        if (exchange != current || !current.isOver()) {
            return;
        }
        RefusedBody refused = current.refusedBody();
        if (refused != null && !refused.keepsAlive()) {
            leave(ctx);
            return;
        }
        exchange = null;
        if (intake.isHolding()) {
            // Not at once: this may be inside a write of the host, which need not expect its next request there.
            Offload.later(ctx.executor(), () -> goOn(ctx));
        }
    }

    /** Takes what was held, as far as it may go on now. */
    void goOn(ChannelHandlerContext ctx) {
        Object next = intake.peek();
        while (!closed && next != null && !mustWait(next)) {
            take(ctx, intake.take());
            next = intake.peek();
        }
        if (!closed) {
            ctx.fireChannelReadComplete();
            if (!intake.isHolding() && (exchange == null || !exchange.isStuck())) {
                intake.resume(ctx);
            }
        }
    }

    /** Closes the connection; of a stream, tells the client that no more of it is wanted (RFC 9113, section 8.1). */
    private void leave(ChannelHandlerContext ctx) {
        close();
        if (ctx.channel() instanceof Http2StreamChannel) {
            ctx.write(new DefaultHttp2ResetFrame(Http2Error.NO_ERROR));
        }
        ctx.close();
    }
}
