package dev.latchkey.examples.gateway;

import dev.latchkey.Admitted;
import dev.latchkey.examples.upstream.Answer;
import dev.latchkey.examples.upstream.Exchange;
import dev.latchkey.examples.upstream.Head;
import dev.latchkey.examples.upstream.StandInUpstream;
import dev.latchkey.netty.LatchkeyHandler;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The stand-in upstream as a channel handler, one for each connection; one exchange at a time reaches it. */
// A write that fails closes the channel, and there is nobody else to tell.
@SuppressWarnings("FutureReturnValueIgnored")
final class UpstreamHandler extends SimpleChannelInboundHandler<HttpObject> {

    /** The event that says: answer what is in flight, then close. */
    static final Object LAST_CALL = new Object();

    private final StandInUpstream upstream;
    private final Executor threads;
    private @Nullable Exchange exchange;

    /** The answer, while it is being made. */
    private @Nullable CompletableFuture<Answer> answering;

    private Optional<Admitted> admitted = Optional.empty();
    private boolean lastCall;

    /**
     * @param threads where answers are made and paid for, which may wait for a database
     */
    UpstreamHandler(StandInUpstream upstream, Executor threads) {
        this.upstream = upstream;
        this.threads = threads;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
        if (message instanceof HttpRequest request) {
            exchange = upstream.begin(head(context, request));
            admitted = Optional.ofNullable(
                    context.channel().attr(LatchkeyHandler.ADMITTED).get());
        }
        if (message instanceof HttpContent content && exchange != null) {
            exchange.accept(content.content().nioBuffer());
            if (message instanceof LastHttpContent) {
                answer(context, exchange, admitted);
                exchange = null;
            }
        }
    }

    private void answer(ChannelHandlerContext context, Exchange ended, Optional<Admitted> call) {
        answering = CompletableFuture.supplyAsync(
                () -> {
                    Answer answer = ended.finish();
                    Settlement.book(call, answer);
                    return answer;
                },
                threads);
        answering.whenCompleteAsync((answer, problem) -> answered(context, answer, problem), context.executor());
    }

    private void answered(ChannelHandlerContext context, @Nullable Answer answer, @Nullable Throwable problem) {
        answering = null;
        if (answer != null) {
            send(context, answer);
        } else {
            context.fireExceptionCaught(problem);
            context.close();
        }
    }

    private static Head head(ChannelHandlerContext context, HttpRequest request) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : request.headers().names()) {
            headers.put(
                    name.toLowerCase(Locale.ROOT),
                    String.join(", ", request.headers().getAll(name)));
        }
        String target = request.uri();
        int query = target.indexOf('?');
        return new Head(
                request.method().name(),
                query < 0 ? target : target.substring(0, query),
                headers,
                address(context),
                Optional.ofNullable(
                        context.channel().attr(LatchkeyHandler.GRANTED).get()));
    }

    private static Optional<String> address(ChannelHandlerContext context) {
        return context.channel().remoteAddress() instanceof InetSocketAddress peer
                ? Optional.of(peer.getAddress().getHostAddress())
                : Optional.empty();
    }

    private void send(ChannelHandlerContext context, Answer answer) {
        if (answer.isStreamed()) {
            HttpResponse head =
                    new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(answer.status()));
            HttpUtil.setTransferEncodingChunked(head, true);
            context.writeAndFlush(framed(head, answer));
            answer.parts().forEach(part -> context.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(part))));
            context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
        } else {
            DefaultFullHttpResponse whole = new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1,
                    HttpResponseStatus.valueOf(answer.status()),
                    Unpooled.wrappedBuffer(answer.parts().get(0)));
            HttpUtil.setContentLength(whole, whole.content().readableBytes());
            context.writeAndFlush(framed(whole, answer));
        }
    }

    private HttpResponse framed(HttpResponse head, Answer answer) {
        answer.headers().forEach(header -> head.headers().set(header.name(), header.value()));
        if (lastCall) {
            head.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        return head;
    }

    /**
     * A client that leaves while it still sends its request has asked for nothing that costs. One that leaves while it is
     * answered pays what that costs, which must be booked before this returns.
     */
    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (exchange != null) {
            exchange = null;
            admitted.ifPresent(call -> call.reservation().release());
        }
        if (answering != null) {
            answering.exceptionally(problem -> null).join();
        }
        context.fireChannelInactive();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event != LAST_CALL) {
            context.fireUserEventTriggered(event);
        } else if (exchange == null && answering == null) {
            context.close();
        } else {
            lastCall = true;
        }
    }
}
