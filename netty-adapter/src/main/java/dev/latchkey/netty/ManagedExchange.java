package dev.latchkey.netty;

import dev.latchkey.Request;
import dev.latchkey.manage.http.ManagementAnswer;
import dev.latchkey.manage.http.ManagementApi;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request that is management's, and its answer: its body is collected within a bound, it is carried out elsewhere, and
 * what is left of it is thrown away. Used on the handler's event loop only.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the listeners are all that is to be done
final class ManagedExchange {
    private final ManagedConversation conversation;
    private final ManagementApi api;
    private final ChannelHandlerContext ctx;
    private final HttpRequest head;
    private final Request request;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private boolean ended;
    private boolean carriedOut;
    private @Nullable RefusedBody rest;

    /** An exchange; the head is its own from now on. */
    ManagedExchange(ManagedConversation conversation, ManagementApi api, ChannelHandlerContext ctx, HttpRequest head) {
        this.conversation = conversation;
        this.api = api;
        this.ctx = ctx;
        this.head = head;
        this.request = new NettyRequest(head, ctx.channel());
    }

    /** Whether nothing of it can go on until it was carried out. */
    boolean isStuck() {
        return carriedOut && rest == null;
    }

    /** Where the master key takes long to tell, that is left for later: a stranger's body is collected, within the bound. */
    void begin() {
        ended = head instanceof LastHttpContent;
        Optional<ManagementAnswer> refusal = api.needsOffload(request) ? Optional.empty() : api.refusal(request);
        if (refusal.isPresent()) {
            ReferenceCountUtil.release(head);
            answer(refusal.get());
        } else if (head instanceof HttpContent whole) {
            collect(whole);
        } else if (HttpUtil.is100ContinueExpected(head)) {
            ctx.writeAndFlush(Heads.goOn());
        }
    }

    /** A part of the body came. */
    void hears(HttpContent part) {
        if (rest == null) {
            collect(part);
        } else if (!rest.discard(part)) {
            conversation.leave(ctx);
        } else {
            endIfOver(rest);
        }
    }

    private void collect(HttpContent part) {
        boolean broken = part.decoderResult().isFailure();
        keep(part.content());
        ended = part instanceof LastHttpContent;
        part.release();
        if (broken) {
            conversation.leave(ctx);
        } else if (ended || body.size() > ManagementApi.LONGEST_BODY) {
            carryOut();
        }
    }

    /** One byte more than the API takes, so that it sees that there are too many. */
    private void keep(ByteBuf content) {
        byte[] bytes = new byte[Math.min(content.readableBytes(), ManagementApi.LONGEST_BODY + 1 - body.size())];
        content.readBytes(bytes);
        body.write(bytes, 0, bytes.length);
    }

    private void carryOut() {
        carriedOut = true;
        byte[] whole = body.toByteArray();
        boolean taken = Offload.MANAGING.run(() -> {
            ManagementAnswer answer = api.answer(request, whole);
            Offload.later(ctx.executor(), () -> answerIfThere(answer));
        });
        if (!taken) {
            answer(api.saturated(request));
        }
    }

    private void answerIfThere(ManagementAnswer answer) {
        if (conversation.isAt(this)) {
            answer(answer);
            conversation.unstuck(ctx);
        }
    }

    private void answer(ManagementAnswer answer) {
        RefusedBody left = new RefusedBody(head, ended);
        rest = left;
        left.await(ctx.executor(), head, () -> conversation.leave(ctx));
        ctx.writeAndFlush(ManagedHead.of(answer, head, left.keepsAlive()))
                .addListener((ChannelFuture written) -> answered(left, written));
    }

    /** Only now may the next request come, so that a client that does not read its answers cannot pile them up here. */
    private void answered(RefusedBody left, ChannelFuture written) {
        if (written.isSuccess()) {
            left.answered();
            endIfOver(left);
        } else if (conversation.isAt(this)) {
            conversation.leave(ctx);
        }
    }

    private void endIfOver(RefusedBody left) {
        if (!left.isOver() || !conversation.isAt(this)) {
            return;
        }
        if (left.keepsAlive()) {
            conversation.ended(ctx, this);
        } else {
            conversation.leave(ctx);
        }
    }

    /** Nobody is left to go on with it. */
    void abandon() {
        if (rest != null) {
            rest.forget();
        }
    }
}
