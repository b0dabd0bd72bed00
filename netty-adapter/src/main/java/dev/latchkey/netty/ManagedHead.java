package dev.latchkey.netty;

import dev.latchkey.Header;
import dev.latchkey.manage.http.ManagementAnswer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;

/** What management answers, as a message that says whether the connection goes on. */
final class ManagedHead {
    private ManagedHead() {}

    static FullHttpResponse of(ManagementAnswer answer, HttpRequest request, boolean keepsAlive) {
        byte[] body = answer.body();
        ByteBuf content =
                HttpMethod.HEAD.equals(request.method()) ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(body);
        HttpResponseStatus status = HttpResponseStatus.valueOf(answer.status());
        FullHttpResponse message = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, content);
        for (Header header : answer.headers()) {
            message.headers().add(header.name(), header.value());
        }
        if (!status.equals(HttpResponseStatus.NO_CONTENT)) {
            message.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        }
        if (keepsAlive) {
            HttpUtil.setKeepAlive(message.headers(), request.protocolVersion(), true);
        } else {
            message.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        return message;
    }
}
