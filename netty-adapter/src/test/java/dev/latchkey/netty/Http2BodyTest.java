package dev.latchkey.netty;

import static dev.latchkey.netty.Bodies.ROUTE;
import static dev.latchkey.netty.Bodies.large;
import static dev.latchkey.netty.Plans.ONE_MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.body.BodyReader;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bodies on the streams of HTTP/2 that a decision turns on. */
final class Http2BodyTest {
    private static final int LARGE = 3 << 20;

    private final Queue<byte[]> kept = new ConcurrentLinkedQueue<>();
    private final long heldBefore = BodyReader.heldByAll();
    private TestServer server;
    private Http2Client client;

    @BeforeEach
    void start() {
        server = TestServer.http2(Plans.authenticator(), () -> new KeepingHost(kept));
        client = new Http2Client(server);
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
        assertThat(BodyReader.heldByAll()).isEqualTo(heldBefore);
    }

    private Http2Client.Stream calling(String... fields) {
        String[] all = Arrays.copyOf(new String[] {"authorization", "Bearer " + ONE_MODEL}, fields.length + 2);
        System.arraycopy(fields, 0, all, 2, fields.length);
        Http2Client.Stream stream = client.open();
        stream.head(Http2Client.head("POST", ROUTE, all), false);
        return stream;
    }

    private static Http2Answer await(Http2Client.Stream stream) throws Exception {
        return stream.answer().get(20, TimeUnit.SECONDS);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void largeBodyReachesTheHostByteForByte() throws Exception {
        byte[] body = large(LARGE, Bodies.ALLOWED);
        Http2Client.Stream stream = calling();
        stream.data(body, true);
        assertThat(await(stream).plain().principal()).isEqualTo("one-model");
        assertThat(Objects.requireNonNull(kept.poll())).isEqualTo(body);
    }

    @Test
    void modelThatTheKeyMayNotNameIsForbidden() throws Exception {
        Http2Client.Stream stream = calling();
        stream.data(bytes(Bodies.denied()), true);
        Http2Answer answer = await(stream);
        assertThat(answer.plain().status()).isEqualTo(403);
        assertThat(answer.reset()).isEqualTo(-1);
        assertThat(kept).isEmpty();
    }

    @Test
    void streamThatIsHeldHoldsUpNoOther() throws Exception {
        Http2Client.Stream waiting = calling();
        waiting.data(bytes("{"), false);
        Bodies.awaitHeld(heldBefore + 1);
        Http2Client.Stream other = calling();
        other.data(bytes(Bodies.good()), true);
        assertThat(await(other).plain().status()).isEqualTo(200);
        waiting.data(bytes(Bodies.good().substring(1)), true);
        assertThat(await(waiting).plain().status()).isEqualTo(200);
    }

    @Test
    void callWithoutABodyIsRefused() throws Exception {
        Http2Headers head = Http2Client.head("POST", ROUTE, "authorization", "Bearer " + ONE_MODEL);
        assertThat(client.ask(head).get(20, TimeUnit.SECONDS).plain().status()).isEqualTo(400);
    }

    @Test
    void announcedBodyAboveTheBoundIsRefusedAndTheStreamReset() throws Exception {
        Http2Answer answer = await(calling("content-length", "" + (1 << 30), "expect", "100-continue"));
        assertThat(answer.fields()).contains(":status: 413").doesNotContain(":status: 100");
        assertThat(answer.reset()).isEqualTo(Http2Error.NO_ERROR.code());
    }

    @Test
    void expectedContinueIsSentOnce() throws Exception {
        Http2Client.Stream stream = calling("expect", "100-continue");
        stream.data(bytes(Bodies.good()), true);
        Http2Answer answer = await(stream);
        assertThat(answer.fields().stream().filter(line -> line.startsWith(":status: ")))
                .containsExactly(":status: 100", ":status: 200");
        assertThat(answer.body()).doesNotContainIgnoringCase("expect");
    }

    @Test
    void trailersOfAHeldBodyLoseIdentityFieldsToo() throws Exception {
        Http2Client.Stream stream = calling();
        stream.data(bytes(Bodies.good()), false);
        stream.head(new DefaultHttp2Headers().add("x-latchkey-user", "root").add("x-sum", "1"), true);
        assertThat(await(stream).plain().body()).contains("trailer x-sum: 1").doesNotContain("x-latchkey");
    }

    @Test
    void streamThatIsResetInTheMiddleGivesBackWhatItHeld() {
        Http2Client.Stream stream = calling();
        stream.data(bytes("{"), false);
        Bodies.awaitHeld(heldBefore + 1);
        stream.channel().close().syncUninterruptibly();
    }
}
