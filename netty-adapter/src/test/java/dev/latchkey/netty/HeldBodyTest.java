package dev.latchkey.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Authenticator;
import dev.latchkey.Enforcement;
import dev.latchkey.Reason;
import dev.latchkey.body.BodyReader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.buffer.UnpooledHeapByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are held while their channels, their handlers or their clients come to an end. */
final class HeldBodyTest {
    private final long heldBefore = BodyReader.heldByAll();
    private final EmbeddedChannel channel = channel(Plans.authenticator());

    @AfterEach
    void finish() {
        channel.finishAndReleaseAll();
        assertThat(BodyReader.heldByAll()).isEqualTo(heldBefore);
    }

    private static EmbeddedChannel channel(Authenticator gate) {
        EmbeddedChannel channel = new EmbeddedChannel(new LatchkeyHandler(gate));
        channel.freezeTime();
        return channel;
    }

    private static HttpRequest head() {
        return authorized(new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, Bodies.ROUTE));
    }

    private static <T extends HttpRequest> T authorized(T request) {
        request.headers().set("Authorization", "Bearer " + Plans.ONE_MODEL);
        request.headers().set("Transfer-Encoding", "chunked");
        return request;
    }

    private static HttpContent part(ByteBuf content) {
        return new DefaultHttpContent(content);
    }

    private static ByteBuf text(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }

    private static int status(EmbeddedChannel channel) {
        FullHttpResponse answer = channel.readOutbound();
        int status = answer.status().code();
        answer.release();
        return status;
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100_000})
    void closingReleasesWhatIsHeld(int length) {
        ByteBuf content = Unpooled.buffer().writeZero(length);
        channel.writeInbound(head(), part(content));
        assertThat(BodyReader.heldByAll()).isEqualTo(heldBefore + length);
        channel.close().syncUninterruptibly();
        assertThat(content.refCnt()).isZero();
        assertThat(BodyReader.heldByAll()).isEqualTo(heldBefore);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100_000})
    void removingTheHandlerReleasesWhatIsHeldAndClosesTheChannel(int length) {
        ByteBuf content = Unpooled.buffer().writeZero(length);
        channel.writeInbound(head(), part(content));
        channel.pipeline().remove(LatchkeyHandler.class);
        assertThat(content.refCnt()).isZero();
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void hostThatRemovesTheHandlerAtTheHeadGetsTheBodyAllTheSame() {
        channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext ctx, Object message) {
                if (message instanceof HttpRequest) {
                    ctx.pipeline().remove(LatchkeyHandler.class);
                }
                ctx.fireChannelRead(message);
            }
        });
        channel.writeInbound(head(), part(text(Bodies.good())), LastHttpContent.EMPTY_LAST_CONTENT);
        assertThat(channel.<HttpRequest>readInbound().uri()).isEqualTo(Bodies.ROUTE);
        HttpContent part = channel.readInbound();
        assertThat(part.content().toString(StandardCharsets.US_ASCII)).isEqualTo(Bodies.good());
        part.release();
        assertThat(channel.<Object>readInbound()).isInstanceOf(LastHttpContent.class);
    }

    @Test
    void partsAreTheMessagesThatCameWhereTheyAreNotSmall() {
        HttpContent first = part(text("{\"messages\":\"" + "x".repeat(10_000)));
        HttpContent last = new DefaultLastHttpContent(text("\",\"model\":\"openai/" + Bodies.ALLOWED + "\"}"));
        channel.writeInbound(head(), first, last);
        ReferenceCountUtil.release(channel.readInbound());
        assertThat(channel.<Object>readInbound()).isSameAs(first);
        assertThat(channel.<Object>readInbound()).isSameAs(last);
        assertThat(first.content().readerIndex()).isZero();
        first.release();
        last.release();
    }

    @Test
    void aggregatedRequestIsPassedOnAsItCame() {
        FullHttpRequest request = authorized(
                new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, Bodies.ROUTE, text(Bodies.good())));
        channel.writeInbound(request);
        assertThat(channel.<Object>readInbound()).isSameAs(request);
        assertThat(request.content().toString(StandardCharsets.US_ASCII)).isEqualTo(Bodies.good());
        assertThat(request.refCnt()).isEqualTo(1);
        request.release();
    }

    @Test
    void manyTinyPartsAreHeldAsFewMessages() {
        channel.writeInbound(head());
        byte[] body = Bodies.large(50_000, Bodies.ALLOWED);
        for (byte one : body) {
            channel.writeInbound(part(Unpooled.copiedBuffer(new byte[] {one})));
        }
        channel.writeInbound(LastHttpContent.EMPTY_LAST_CONTENT);
        ByteBuf all = Unpooled.buffer();
        assertThat(channel.inboundMessages()).hasSizeLessThan(20);
        for (Object next = channel.readInbound(); next != null; next = channel.readInbound()) {
            if (next instanceof HttpContent part) {
                all.writeBytes(part.content());
            }
            ReferenceCountUtil.release(next);
        }
        assertThat(all.toString(StandardCharsets.US_ASCII)).isEqualTo(new String(body, StandardCharsets.US_ASCII));
    }

    @Test
    void clientThatFallsSilentIsRefused() {
        channel.writeInbound(head(), part(text("{")));
        pass(channel, Silence.LONGEST);
        channel.writeInbound(part(text("\"")));
        pass(channel, Silence.LONGEST);
        assertThat(channel.<Object>readOutbound()).isNull();
        pass(channel, Silence.LONGEST);
        assertThat(status(channel)).isEqualTo(400);
        assertThat(BodyReader.heldByAll()).isEqualTo(heldBefore);
    }

    @Test
    void clientIsSilentOnlyWhileTheHostReads() throws Exception {
        EmbeddedChannel byHand = new EmbeddedChannel(false, false, new LatchkeyHandler(Plans.authenticator()));
        byHand.config().setAutoRead(false);
        byHand.register();
        byHand.freezeTime();
        byHand.writeInbound(head(), part(text("{")));
        for (int i = 0; i < 10; i++) {
            pass(byHand, Silence.LONGEST);
        }
        assertThat(byHand.<Object>readOutbound()).isNull();
        byHand.read();
        pass(byHand, Silence.LONGEST);
        assertThat(status(byHand)).isEqualTo(400);
        byHand.finishAndReleaseAll();
    }

    @Test
    void observedClientThatFallsSilentIsTheHostsToWaitFor() {
        Authenticator observing =
                Plans.builder().enforcement(Enforcement.OBSERVE).build();
        EmbeddedChannel lenient = channel(observing);
        lenient.writeInbound(head(), part(text("{")));
        assertThat(lenient.<Object>readInbound()).isNull();
        pass(lenient, Silence.LONGEST);
        pass(lenient, Silence.LONGEST);
        assertThat(observing.observedRefusals()).containsEntry(Reason.BODY_MALFORMED, 1L);
        lenient.writeInbound(part(text("}")));
        assertThat(lenient.inboundMessages()).hasSize(3);
        lenient.finishAndReleaseAll();
    }

    @Test
    void observedPartThatIsBrokenReachesTheHostAsSuch() {
        EmbeddedChannel lenient =
                channel(Plans.builder().enforcement(Enforcement.OBSERVE).build());
        HttpContent broken = part(text("{"));
        broken.setDecoderResult(DecoderResult.failure(new IllegalStateException("broken")));
        lenient.writeInbound(head(), broken);
        ReferenceCountUtil.release(lenient.readInbound());
        assertThat(lenient.<Object>readInbound()).isSameAs(broken);
        broken.release();
        lenient.finishAndReleaseAll();
    }

    private static void pass(EmbeddedChannel channel, int seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }

    @Test
    void bodyThatCannotBeReadIsUnavailable() {
        ByteBuf broken = new UnpooledHeapByteBuf(UnpooledByteBufAllocator.DEFAULT, 10_000, 10_000) {
            @Override
            public ByteBuf getBytes(int index, byte[] into, int offset, int length) {
                throw new IllegalStateException("broken");
            }
        };
        channel.writeInbound(head(), part(broken.writeZero(10_000)), LastHttpContent.EMPTY_LAST_CONTENT);
        assertThat(status(channel)).isEqualTo(503);
        assertThat(broken.refCnt()).isZero();
    }
}
