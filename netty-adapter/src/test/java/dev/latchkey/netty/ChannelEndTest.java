package dev.latchkey.netty;

import static dev.latchkey.netty.Keys.ALICE;
import static dev.latchkey.netty.Keys.CHOSEN;
import static dev.latchkey.netty.Keys.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Channels that end, and handlers that are removed, while something waits: every buffer is released. */
final class ChannelEndTest {
    private final ByteBuf content = Unpooled.buffer().writeZero(10);
    private final EmbeddedChannel channel = new EmbeddedChannel(new LatchkeyHandler(Keys.slowAuthenticator()));

    @AfterEach
    void finish() {
        channel.finishAndReleaseAll();
    }

    private HttpRequest full(String key) {
        HttpRequest request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/v1/x", content);
        request.headers().set("Authorization", "Bearer " + key);
        return request;
    }

    private static HttpRequest head(String key) {
        HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/v1/x");
        request.headers().set("Authorization", "Bearer " + key).set("Transfer-Encoding", "chunked");
        return request;
    }

    @Test
    void closingReleasesTheRequestThatWasHeldBack() {
        channel.writeInbound(head(ALICE), full(ALICE));
        assertThat(content.refCnt()).isEqualTo(1);
        channel.close().syncUninterruptibly();
        assertThat(content.refCnt()).isZero();
    }

    @Test
    void closingReleasesTheRequestThatIsBeingDecided() {
        channel.writeInbound(full(CHOSEN));
        assertThat(content.refCnt()).isEqualTo(1);
        channel.close().syncUninterruptibly();
        assertThat(content.refCnt()).isZero();
    }

    @Test
    void removingTheHandlerReleasesWhatWasHeldBack() {
        channel.writeInbound(head(ALICE), full(ALICE));
        channel.pipeline().remove(LatchkeyHandler.class);
        assertThat(content.refCnt()).isZero();
    }

    @Test
    void removingTheHandlerWhileARequestWaitsClosesTheChannel() {
        channel.writeInbound(full(CHOSEN));
        channel.pipeline().remove(LatchkeyHandler.class);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void removingTheHandlerBetweenExchangesLeavesTheChannelOpen() {
        channel.pipeline().remove(LatchkeyHandler.class);
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void refusalReleasesTheRequest() {
        EmbeddedChannel other = new EmbeddedChannel(new LatchkeyHandler(Keys.authenticator()));
        other.writeInbound(full(UNKNOWN));
        assertThat(content.refCnt()).isZero();
        other.finishAndReleaseAll();
    }

    @Test
    void contentWithoutARequestIsReleased() {
        channel.writeInbound(new DefaultHttpContent(content));
        assertThat(content.refCnt()).isZero();
    }

    @Test
    void messageOfAnotherProtocolIsReleased() {
        channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
                // That it is told is another test.
            }
        });
        channel.writeInbound(content);
        assertThat(content.refCnt()).isZero();
    }

    @Test
    void tooManyMessagesHeldBackEndTheChannel() {
        channel.writeInbound(head(ALICE), head(ALICE));
        for (int i = 1; i <= Intake.MOST_HELD; i++) {
            channel.writeInbound(new DefaultHttpContent(Unpooled.EMPTY_BUFFER));
        }
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void bodyThatNeverEndsIsAwaitedForALimitedTime() {
        EmbeddedChannel slow = new EmbeddedChannel(new LatchkeyHandler(Keys.authenticator()));
        slow.freezeTime();
        slow.writeInbound(head(UNKNOWN));
        FullHttpResponse refusal = slow.readOutbound();
        assertThat(refusal.status().code()).isEqualTo(401);
        refusal.release();
        slow.advanceTimeBy(RefusedBody.LONGEST * 1_000_000_000L - 1, TimeUnit.NANOSECONDS);
        slow.runScheduledPendingTasks();
        assertThat(slow.isOpen()).isTrue();
        slow.advanceTimeBy(1, TimeUnit.NANOSECONDS);
        slow.runScheduledPendingTasks();
        assertThat(slow.isOpen()).isFalse();
        slow.finishAndReleaseAll();
    }
}
