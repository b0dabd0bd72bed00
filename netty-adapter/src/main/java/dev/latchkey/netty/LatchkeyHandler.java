package dev.latchkey.netty;

import dev.latchkey.Admitted;
import dev.latchkey.Authenticator;
import dev.latchkey.Granted;
import dev.latchkey.Principal;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpExpectationFailedEvent;
import io.netty.util.AttributeKey;
import java.util.Objects;

/**
 * Lets requests through to the handlers behind it when they carry a good key that may do what they ask, and answers the
 * others itself.
 *
 * <p>One handler serves one channel: make a new one in every {@code ChannelInitializer}; Netty refuses to add the same
 * one twice. Its place for HTTP/1.1 is right behind the codec, in front of {@code HttpObjectAggregator} and
 * {@code HttpServerExpectContinueHandler}, so that a request with a bad key is refused before its body is asked for or
 * collected; behind an aggregator it works as well, save for that:
 *
 * <pre>{@code
 * pipeline.addLast(new HttpServerCodec(), new LatchkeyHandler(authenticator), new HttpObjectAggregator(1 << 20), host);
 * }</pre>
 *
 * <p>For HTTP/2 it stands in the pipeline of each stream that {@code Http2MultiplexHandler} makes, behind
 * {@code Http2StreamFrameToHttpObjectCodec(true)}. In a place where something else than HTTP messages reaches it, it says
 * so in an {@link IllegalStateException} through {@code exceptionCaught} and closes the channel. Where a framework builds
 * the streams itself it may never see them: in reactor-netty a channel handler guards HTTP/1.1 only, and a host with
 * HTTP/2 there asks {@link Authenticator#authenticate} or {@link Authenticator#verify} in its own routes.
 *
 * <p><b>What the host sees.</b> The head without the gateway's own credential and without identity headers that the
 * client made up, with those that the authenticator adds; trailing fields likewise. Before the head comes, the channel's
 * attributes {@link #PRINCIPAL}, {@link #GRANTED} and {@link #ADMITTED} are set; they stay until the next request, and are
 * null for requests that pass without an identity. The profile's headers, and those that tell where the limits stand, are
 * put on the answer, which may be streamed or whole.
 *
 * <p><b>Bodies</b> stream through in both directions, under the host's own back-pressure, save where a rule turns on what
 * a request's JSON says ({@link Authenticator#bodyNeed}; routes say so with {@link dev.latchkey.Route#readsBody()}). Then
 * the head and the body are held until the body has come to its end, however the host reads; it is read to its end; and
 * head, body and trailing fields go to the host, byte for byte, though small parts may have become larger ones. What an
 * aggregator in front has put together is read where it is. A body that may not be held within
 * {@link dev.latchkey.BodyLimits} is refused with 413 or 503, one with an announced length before any of it has come; one
 * that cannot be decided about, or in which nothing has come for 30 to 60 seconds, with 400; all in the profile's words.
 * One that the codec cannot read gets 400 and ends the connection. With {@code Expect: 100-continue} this handler sends the
 * {@code 100} for a body that it holds and takes the field off; a request that is refused without its body gets none.
 * While enforcement only {@linkplain dev.latchkey.Enforcement#OBSERVE observes}, nothing is refused for its body: what
 * cannot be held or read goes on to the host as it comes.
 *
 * <p><b>Order.</b> One exchange at a time: a pipelined request is held back, and no more is read, until the request before
 * it was read to its end and its final answer written; 1xx answers do not count. A 101 answer, or success of a
 * {@code CONNECT}, ends the exchange, and from then on everything that is not an HTTP message passes in both directions
 * and the attributes stay; a further HTTP request would still be authenticated. What the connection speaks after a
 * 101 is the host's to guard: a host that offers {@code h2c}, even on an open route, puts a handler into each stream.
 *
 * <p><b>Money.</b> Where a budget applies, {@link Admitted#reservation()} holds the estimate. The host settles it with what
 * the call has cost, or releases it, before it writes the last part of its answer; what is open then is booked at the
 * estimate, and a warning names the path, once. When the channel closes before that, whether or not an answer has begun,
 * what is open is booked just the same once {@code channelInactive} has gone through the host's handlers: the host has had
 * the head, and may have asked its upstream. So a host settles there with what it knows by then, or releases if it has
 * asked nobody; whatever it says later has no effect. Money is freed without the host only for a request whose head never
 * reached it. After an upgrade, and after the host has removed this handler, there is time until the channel closes.
 *
 * <p><b>Refusals</b> are whole answers with a length, without a body for {@code HEAD}. What is still to come of a refused
 * request is thrown away, up to 64 KiB and for up to 5 seconds; then the connection is closed, or the stream reset. With
 * {@code Expect: 100-continue}, unless the {@code 100} was sent, the connection is closed after the refusal, because
 * nobody knows whether the body follows.
 * A request that the codec could not read is answered 400 and the connection closed.
 *
 * <p><b>Threads.</b> The event loop is not blocked: what takes long is done on threads of the library, in each channel's
 * order, while the channel waits and reads nothing. That is verifying a secret that a person chose
 * ({@link Authenticator#needsOffload(dev.latchkey.Request)}), reading a body of more than 64 KiB, and asking and telling a
 * ledger that may block ({@link Authenticator#authorizeMayBlock()}), 32 calls at a time. When 1,024 more wait for it,
 * further ones are answered as {@link dev.latchkey.Reason#UNAVAILABLE}; what a call has cost is still told, then on the
 * event loop. A host that settles with such a ledger does so on a thread of its own before it writes the last part of its
 * answer; in {@code channelInactive}, where nothing waits for it, it settles before it returns. A failure inside the
 * library is answered 503 and the request does not pass.
 */
public final class LatchkeyHandler extends ChannelDuplexHandler {
    /** Who sent the request that is being served; null when it passed without an identity. Set before its head passes. */
    public static final AttributeKey<Principal> PRINCIPAL = AttributeKey.valueOf(LatchkeyHandler.class, "PRINCIPAL");

    /** The verdict on that sender, to ask {@link Authenticator#usage} with; set and null together with {@link #PRINCIPAL}. */
    public static final AttributeKey<Granted> GRANTED = AttributeKey.valueOf(LatchkeyHandler.class, "GRANTED");

    /** What the request may use, with the money that is held for it; set and null together with {@link #PRINCIPAL}. */
    public static final AttributeKey<Admitted> ADMITTED = AttributeKey.valueOf(LatchkeyHandler.class, "ADMITTED");

    private final Intake intake = new Intake();
    private final Handover handover;
    private final Conversation conversation;

    /** A handler for one channel; the authenticator is shared by all of them. */
    public LatchkeyHandler(Authenticator authenticator) {
        Objects.requireNonNull(authenticator, "authenticator");
        Errands errands = new Errands(authenticator.authorizeMayBlock());
        this.handover = new Handover(errands);
        this.conversation = new Conversation(authenticator, errands, intake, handover);
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
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        conversation.answers(ctx, message, promise);
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
        handover.hungUp();
    }

    /** Requests that still wait can neither pass nor be answered any more, so a channel that has some is closed. */
    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // a close that fails leaves nothing to do
    public void handlerRemoved(ChannelHandlerContext ctx) {
        handover.unwatched(ctx);
        if (conversation.close()) {
            intake.resume(ctx);
        } else {
            ctx.close();
        }
    }
}
