package dev.latchkey.netty;

import dev.latchkey.Authenticator;
import dev.latchkey.Denial;
import dev.latchkey.Denied;
import dev.latchkey.Reason;
import dev.latchkey.Refusal;
import dev.latchkey.UpstreamHeaders;
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
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The exchanges of one channel, one at a time and in order. Used on the handler's event loop only. */
@SuppressWarnings("FutureReturnValueIgnored") // writes and closes report to the host, or to nobody who is left
final class Conversation {
    private static final Refusal UNREADABLE = new Refusal(400, List.of(), new byte[0]);

    private final Authenticator gate;
    private final Intake intake;
    private final Handover handover;
    private @Nullable Exchange exchange;
    private boolean upgraded;
    private boolean closed;

    Conversation(Authenticator gate, Intake intake, Handover handover) {
        this.gate = gate;
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
        boolean undecided = current != null && current.isUndecided();
        boolean complete = !intake.isHolding() && !undecided;
        closed = true;
        exchange = null;
        intake.releaseAll();
        if (current != null && undecided) {
            ReferenceCountUtil.release(current.request());
        } else if (current != null && current.refusedBody() != null) {
            current.refusedBody().forget();
        }
        return complete;
    }

    private boolean mustWait(Object message) {
        Exchange current = exchange;
        return current != null && (current.isUndecided() || message instanceof HttpRequest);
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
        NettyRequest view = new NettyRequest(request, ctx.channel());
        if (request.decoderResult().isFailure()) {
            refuse(ctx, begun, UNREADABLE);
        } else if (gate.needsOffload(view)) {
            decideElsewhere(ctx, begun, view);
        } else {
            decided(ctx, begun, view, Decision.on(gate.authenticate(view), view, gate));
        }
    }

    private void decideElsewhere(ChannelHandlerContext ctx, Exchange begun, NettyRequest view) {
        intake.stop(ctx);
        if (!Offload.decide(gate, view, ctx.executor(), decision -> decidedLate(ctx, begun, view, decision))) {
            decided(ctx, begun, view, Decision.on(gate.saturated(view), view, gate));
            Offload.later(ctx.executor(), () -> goOn(ctx));
        }
    }

    private void decidedLate(ChannelHandlerContext ctx, Exchange begun, NettyRequest view, Decision decision) {
        if (exchange == begun) {
            decided(ctx, begun, view, decision);
            goOn(ctx);
        } else {
            decision.undo();
        }
    }

    private void decided(ChannelHandlerContext ctx, Exchange begun, NettyRequest view, Decision decision) {
        if (decision.verdict() instanceof Verdict.Passed passed) {
            admit(ctx, begun, view, decision, passed);
        } else {
            refuse(ctx, begun, gate.render(((Denied) decision.verdict()).denial(), view));
        }
    }

    private void admit(
            ChannelHandlerContext ctx, Exchange begun, NettyRequest view, Decision decision, Verdict.Passed passed) {
        if (!Heads.rewrites(begun.request().headers(), passed.upstream())) {
            decision.undo();
            refuse(ctx, begun, gate.render(Denial.of(Reason.UNAVAILABLE), view));
            return;
        }
        begun.passed(passed.upstream(), handover.pass(ctx.channel(), view, decision, passed));
        pass(ctx, begun.request());
    }

    private void refuse(ChannelHandlerContext ctx, Exchange begun, Refusal refusal) {
        HttpRequest request = begun.request();
        RefusedBody body = begun.refused();
        body.await(ctx.executor(), request, () -> leave(ctx));
        ctx.writeAndFlush(Heads.refusal(refusal, request, body.keepsAlive()))
                .addListener((ChannelFuture written) -> answered(ctx, begun, body, written));
        ReferenceCountUtil.release(request);
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
        UpstreamHeaders upstream = current.upstream();
        if (upstream != null) {
            if (part instanceof LastHttpContent last) {
                Heads.drop(last.trailingHeaders(), upstream);
                current.requestEnded();
            }
            pass(ctx, part);
        } else if (!Objects.requireNonNull(current.refusedBody()).discard(part)) {
            leave(ctx);
        }
        endIfOver(ctx, current);
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
    private void goOn(ChannelHandlerContext ctx) {
        Object next = intake.peek();
        while (!closed && next != null && !mustWait(next)) {
            take(ctx, intake.take());
            next = intake.peek();
        }
        if (!closed) {
            ctx.fireChannelReadComplete();
            if (!intake.isHolding() && (exchange == null || !exchange.isUndecided())) {
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
