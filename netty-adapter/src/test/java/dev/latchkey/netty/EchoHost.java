package dev.latchkey.netty;

import dev.latchkey.Principal;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** A host that answers with what it saw of a request, one fact a line. Messages may come whole or in parts. */
@SuppressWarnings("FutureReturnValueIgnored") // a test sees what arrives
class EchoHost extends ChannelInboundHandlerAdapter {
    /** Every target that reached a host; a test that asks has a target of its own. */
    static final Queue<String> TARGETS = new ConcurrentLinkedQueue<>();

    private final StringBuilder seen = new StringBuilder();
    private @Nullable HttpRequest head;
    private long bytes;

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (message instanceof HttpRequest request) {
                begin(ctx, request);
            }
            if (message instanceof HttpContent part) {
                bytes += part.content().readableBytes();
            }
            if (message instanceof LastHttpContent last) {
                append("trailer ", last.trailingHeaders());
                seen.append("bytes ").append(bytes).append('\n');
                answer(ctx, Objects.requireNonNull(head), seen.toString());
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void begin(ChannelHandlerContext ctx, HttpRequest request) {
        TARGETS.add(request.uri());
        head = request;
        bytes = 0;
        seen.setLength(0);
        Principal principal = ctx.channel().attr(LatchkeyHandler.PRINCIPAL).get();
        seen.append(request.method()).append(' ').append(request.uri()).append('\n');
        seen.append("principal ")
                .append(principal == null ? "none" : principal.label())
                .append('\n');
        append("header ", request.headers());
    }

    private void append(String kind, Iterable<Map.Entry<String, String>> fields) {
        for (Map.Entry<String, String> field : fields) {
            seen.append(kind)
                    .append(field.getKey())
                    .append(": ")
                    .append(field.getValue())
                    .append('\n');
        }
    }

    /** Answers at once; a subclass may take its time. */
    void answer(ChannelHandlerContext ctx, HttpRequest request, String text) {
        ctx.writeAndFlush(response(request, text));
    }

    static FullHttpResponse response(HttpRequest request, String text) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
        response.headers()
                .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
        HttpUtil.setKeepAlive(response.headers(), request.protocolVersion(), HttpUtil.isKeepAlive(request));
        return response;
    }
}
