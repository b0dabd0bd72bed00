package dev.latchkey.netty;

import dev.latchkey.Granted;
import dev.latchkey.Request;
import dev.latchkey.Verdict;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

/**
 * What the host is given with each request, as attributes of the channel, and what it owes for it: an answer, and the
 * settlement of the money that is held. Used on the handler's event loop only.
 */
final class Handover {
    private final Errands errands;
    private @Nullable Answer latest;

    Handover(Errands errands) {
        this.errands = errands;
    }

    /** Another request comes: the one before it is no longer in flight, and neither is what its answer upgraded to. */
    void clear(Channel channel) {
        channel.attr(LatchkeyHandler.PRINCIPAL).set(null);
        channel.attr(LatchkeyHandler.GRANTED).set(null);
        channel.attr(LatchkeyHandler.ADMITTED).set(null);
        if (latest != null) {
            latest.finish();
            latest = null;
        }
    }

    /** This request is about to pass; the host owes an answer. */
    Answer pass(Channel channel, Request request, Decision decision, Verdict.Passed passed) {
        if (passed instanceof Granted granted) {
            channel.attr(LatchkeyHandler.PRINCIPAL).set(granted.principal());
            channel.attr(LatchkeyHandler.GRANTED).set(granted);
            channel.attr(LatchkeyHandler.ADMITTED).set(decision.admitted());
        }
        Charge charge = Charge.of(decision.admitted(), request, errands);
        latest = new Answer(request.method(), decision.answerHeaders(passed), charge);
        return latest;
    }

    /**
     * The channel is closed, and the host has had its chance to say what the call has cost. Whether it has asked an
     * upstream is not known, so that the money counts as spent.
     */
    void hungUp() {
        if (latest != null) {
            latest.finish();
        }
    }

    /** The host goes on without this handler: what it has not settled when the channel closes is due. */
    @SuppressWarnings("FutureReturnValueIgnored") // the listener is all that is to be done
    void unwatched(ChannelHandlerContext ctx) {
        Answer unseen = latest;
        if (unseen != null) {
            ctx.channel().closeFuture().addListener(closed -> unseen.finish());
        }
    }
}
