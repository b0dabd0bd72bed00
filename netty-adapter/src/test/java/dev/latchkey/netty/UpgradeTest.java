package dev.latchkey.netty;

import static dev.latchkey.netty.Keys.ALICE;
import static dev.latchkey.netty.Keys.UNKNOWN;
import static dev.latchkey.netty.RawClient.bearer;
import static dev.latchkey.netty.RawClient.get;
import static dev.latchkey.netty.RawClient.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Principal;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Connections that stop speaking HTTP. */
@SuppressWarnings("FutureReturnValueIgnored") // the client sees what arrives
final class UpgradeTest {
    private static final String[] UPGRADE = {
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=="
    };

    private static TestServer webSockets() {
        return TestServer.with(p -> p.addLast(
                new HttpServerCodec(),
                new LatchkeyHandler(Keys.authenticator()),
                new HttpObjectAggregator(1024),
                new WebSocketServerProtocolHandler("/v1/ws"),
                new WhoAmI()));
    }

    private static String upgrade(String key) {
        return get("/v1/ws", bearer(key), UPGRADE[0], UPGRADE[1], UPGRADE[2], UPGRADE[3]);
    }

    @Test
    void webSocketIsOpenedWithAGoodKeyAndKeepsThePrincipal() throws IOException {
        try (TestServer server = webSockets();
                RawClient client = new RawClient(server)) {
            assertThat(client.send(upgrade(ALICE)).readHead().status()).isEqualTo(101);
            byte[] maskedWho = {(byte) 0x81, (byte) 0x83, 0, 0, 0, 0, 'w', 'h', 'o'};
            byte[] answer = client.send(maskedWho).readBytes(7);
            assertThat(new String(answer, 2, 5, StandardCharsets.US_ASCII)).isEqualTo("alice");
        }
    }

    @Test
    void webSocketIsRefusedWithABadKey() throws IOException {
        try (TestServer server = webSockets()) {
            assertThat(RawClient.ask(server, upgrade(UNKNOWN)).status()).isEqualTo(401);
        }
    }

    @Test
    void bytesPassAfterASuccessfulConnect() throws IOException {
        try (TestServer server = tunnels(true);
                RawClient client = new RawClient(server)) {
            client.send(request("CONNECT", "other:443", bearer(ALICE)));
            assertThat(client.readHead().status()).isEqualTo(200);
            assertThat(client.send("ping").readBytes(4)).asString().isEqualTo("ping");
        }
    }

    @Test
    void connectWithABadKeyIsRefused() throws IOException {
        try (TestServer server = tunnels(true)) {
            assertThat(RawClient.ask(server, request("CONNECT", "other:443", bearer(UNKNOWN)))
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void requestInATunnelThatKeptItsCodecIsStillAuthenticated() throws IOException {
        try (TestServer server = tunnels(false);
                RawClient client = new RawClient(server)) {
            client.send(request("CONNECT", "other:443", bearer(ALICE)));
            assertThat(client.readHead().status()).isEqualTo(200);
            assertThat(client.send(get("/v1/x", bearer(UNKNOWN))).read().status())
                    .isEqualTo(401);
        }
    }

    private static TestServer tunnels(boolean removesCodec) {
        return TestServer.with(p ->
                p.addLast(new HttpServerCodec(), new LatchkeyHandler(Keys.authenticator()), new Tunnel(removesCodec)));
    }

    private static final class WhoAmI extends SimpleChannelInboundHandler<TextWebSocketFrame> {
        @Override
        protected void channelRead0(ChannelHandlerContext ctx, TextWebSocketFrame frame) {
            Principal principal = ctx.channel().attr(LatchkeyHandler.PRINCIPAL).get();
            ctx.writeAndFlush(new TextWebSocketFrame(principal == null ? "nobody" : principal.label()));
        }
    }

    /** Answers CONNECT and echoes bytes from then on. */
    private static final class Tunnel extends ChannelInboundHandlerAdapter {
        private final boolean removesCodec;

        Tunnel(boolean removesCodec) {
            this.removesCodec = removesCodec;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            if (message instanceof HttpRequest request && HttpMethod.CONNECT.equals(request.method())) {
                ctx.write(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK));
                ctx.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
                if (removesCodec) {
                    ctx.pipeline().remove(HttpServerCodec.class);
                }
            } else if (message instanceof ByteBuf bytes) {
                ctx.writeAndFlush(Unpooled.copiedBuffer(bytes));
                bytes.release();
            }
        }
    }
}
