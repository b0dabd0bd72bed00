package dev.latchkey.netty;

import dev.latchkey.Authenticator;
import dev.latchkey.BodyNeed;
import dev.latchkey.Call;
import dev.latchkey.Denial;
import dev.latchkey.Denied;
import dev.latchkey.Granted;
import dev.latchkey.Reason;
import dev.latchkey.Refusal;
import dev.latchkey.Verdict;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way to a decision: who sends it, what its body says where that matters, and whether they may. Used
 * on the handler's event loop, which it leaves for what takes long.
 */
@SuppressWarnings("FutureReturnValueIgnored") // who goes away while being asked for a body is seen to leave
final class Inquiry {
    /** Bytes of a body that are read on the event loop: well below a millisecond's work. */
    static final int MOST_READ_HERE = 64 * 1024;

    /** What the codec could not make sense of; no profile has words for that. */
    private static final Refusal UNREADABLE = new Refusal(400, List.of(), new byte[0]);

    private final Conversation conversation;
    private final Authenticator gate;
    private final Errands errands;
    private final ChannelHandlerContext ctx;
    private final Exchange exchange;
    private final NettyRequest view;
    private @Nullable Verdict verdict;

    Inquiry(
            Conversation conversation,
            Authenticator gate,
            Errands errands,
            ChannelHandlerContext ctx,
            Exchange exchange) {
        this.conversation = conversation;
        this.gate = gate;
        this.errands = errands;
        this.ctx = ctx;
        this.exchange = exchange;
        this.view = new NettyRequest(exchange.request(), ctx.channel());
    }

    void begin() {
        if (exchange.request().decoderResult().isFailure()) {
            conversation.refuse(ctx, exchange, UNREADABLE);
        } else if (!gate.needsOffload(view)) {
            identified(gate.authenticate(view));
        } else if (!elsewhere(Offload.COMPUTING::run, () -> gate.authenticate(view), this::identified, late -> {})) {
            identified(gate.saturated(view));
        }
    }

    private void identified(Verdict who) {
        verdict = who;
        Granted granted = Decision.toAuthorize(who);
        if (granted == null) {
            decided(new Decision(who, null));
            return;
        }
        BodyNeed need = gate.bodyNeed(granted, view);
        if (need.isNone()) {
            authorize(Call.none());
        } else {
            hold(new HeldBody(need, exchange.request()));
        }
    }

    private void hold(HeldBody body) {
        exchange.holds(body);
        if (exchange.request() instanceof HttpContent whole) {
            if (body.keepsContentOf(whole)) {
                read(body);
            } else {
                authorize(body.refused());
            }
        } else if (!body.expects(Heads.declaredLength(exchange.request()))) {
            authorize(body.refused());
        } else {
            await();
        }
    }

    /** The host gets the head when the body has come, so it is not the one to ask for it. */
    private void await() {
        HttpRequest head = exchange.request();
        boolean asked = HttpUtil.is100ContinueExpected(head);
        if (asked && !Heads.removesExpectation(head.headers())) {
            refuse(Denial.of(Reason.UNAVAILABLE));
            return;
        }
        Objects.requireNonNull(exchange.body())
                .await(new Silence(ctx.executor(), () -> conversation.listens(ctx), this::silent));
        if (asked) {
            ctx.writeAndFlush(Heads.goOn());
        }
    }

    /** A part of the body came, while the exchange {@link Exchange#awaitsBody awaits} it. */
    void hears(HttpContent part) {
        HeldBody body = Objects.requireNonNull(exchange.body());
        DecoderResult decoded = part.decoderResult();
        boolean held = body.keeps(part, ctx.alloc());
        if (decoded.isSuccess() && held && !body.isWhole()) {
            return;
        }
        body.enough();
        if (decoded.isFailure() && !body.isObserved()) {
            exchange.request().setDecoderResult(decoded);
            conversation.refuse(ctx, exchange, UNREADABLE);
        } else if (decoded.isFailure() || !held) {
            authorize(body.refused());
        } else {
            read(body);
        }
    }

    private void silent() {
        HeldBody body = Objects.requireNonNull(exchange.body());
        body.enough();
        authorize(body.refused());
        conversation.goOn(ctx);
    }

    private void read(HeldBody body) {
        ByteBuf all = body.all(ctx.alloc());
        if (body.length() <= MOST_READ_HERE
                || !elsewhere(Offload.READING::run, () -> body.read(all), this::authorize, late -> {})) {
            // Also when all threads are taken: some milliseconds of the event loop are less than a good request
            // refused.
            authorize(body.read(all));
        }
    }

    private void authorize(Call call) {
        Verdict who = Objects.requireNonNull(verdict);
        if (!errands.mayWait()) {
            decided(Decision.on(who, view, call, gate));
        } else if (!elsewhere(errands::ask, () -> Decision.on(who, view, call, gate), this::decided, this::undo)) {
            Incident.BUSY_LEDGER.tell();
            decided(Decision.unasked(who));
        }
    }

    /** The request does not reach the host after all. */
    private void undo(Decision decision) {
        errands.tell(decision::undo);
    }

    private void decided(Decision decision) {
        if (!(decision.verdict() instanceof Verdict.Passed passed)) {
            refuse(((Denied) decision.verdict()).denial());
        } else if (Heads.rewrites(exchange.request().headers(), passed.upstream())) {
            conversation.pass(ctx, exchange, view, decision, passed);
        } else {
            undo(decision);
            refuse(Denial.of(Reason.UNAVAILABLE));
        }
    }

    private void refuse(Denial denial) {
        conversation.refuse(ctx, exchange, gate.render(denial, view));
    }

    /** Asks off the event loop and goes on there with the answer; false, and nobody is asked, if too many are there. */
    private <T> boolean elsewhere(
            Predicate<Runnable> where, Supplier<T> question, Consumer<T> then, Consumer<T> tooLate) {
        boolean asked = where.test(() -> {
            T answer = question.get();
            if (!Offload.later(ctx.executor(), () -> answered(answer, then, tooLate))) {
                tooLate.accept(answer);
            }
        });
        if (asked) {
            conversation.waits(ctx);
        }
        return asked;
    }

    private <T> void answered(T answer, Consumer<T> then, Consumer<T> tooLate) {
        // A channel that is closed already may not have said so here yet.
        if (conversation.isAt(exchange) && ctx.channel().isActive()) {
            then.accept(answer);
            conversation.goOn(ctx);
        } else {
            tooLate.accept(answer);
        }
    }
}
