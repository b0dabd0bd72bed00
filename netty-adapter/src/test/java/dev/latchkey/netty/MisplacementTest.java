package dev.latchkey.netty;

import static dev.latchkey.netty.RawClient.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipelineException;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A handler in the wrong place says so. */
final class MisplacementTest {

    @Test
    void handlerBeforeTheCodecClosesTheConnection() throws Exception {
        try (TestServer server = beforeTheCodec(new CompletableFuture<>());
                RawClient client = new RawClient(server)) {
            assertThat(client.send(get("/health")).isClosed()).isTrue();
        }
    }

    @Test
    void handlerBeforeTheCodecSaysWhereItBelongs() throws Exception {
        CompletableFuture<Throwable> told = new CompletableFuture<>();
        try (TestServer server = beforeTheCodec(told);
                RawClient client = new RawClient(server)) {
            client.send(get("/v1/x", RawClient.bearer(Keys.ALICE)));
            assertThat(told.get(20, TimeUnit.SECONDS))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("add it right behind HttpServerCodec")
                    .hasMessageNotContaining(Keys.ALICE);
        }
    }

    @Test
    void oneHandlerForTwoChannelsIsRefused() {
        LatchkeyHandler handler = new LatchkeyHandler(Keys.authenticator());
        EmbeddedChannel first = new EmbeddedChannel(handler);
        EmbeddedChannel second = new EmbeddedChannel();
        assertThatExceptionOfType(ChannelPipelineException.class)
                .isThrownBy(() -> second.pipeline().addLast(handler))
                .withMessageContaining("LatchkeyHandler is not a @Sharable handler");
        first.finishAndReleaseAll();
        second.finishAndReleaseAll();
    }

    private static TestServer beforeTheCodec(CompletableFuture<Throwable> told) {
        return TestServer.with(p -> p.addLast(
                new LatchkeyHandler(Keys.authenticator()),
                new HttpServerCodec(),
                new EchoHost(),
                new ChannelInboundHandlerAdapter() {
                    @Override
                    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
                        told.complete(cause);
                    }
                }));
    }
}
