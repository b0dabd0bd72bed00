package dev.latchkey.netty;

import static dev.latchkey.netty.Keys.ALICE;
import static dev.latchkey.netty.Keys.UNKNOWN;
import static dev.latchkey.netty.Plans.ONE_MODEL;
import static dev.latchkey.netty.RawClient.bearer;
import static dev.latchkey.netty.RawClient.get;
import static dev.latchkey.netty.RawClient.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.BodyLimits;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerExpectContinueHandler;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** {@code Expect: 100-continue}, with the handlers that answer it behind ours. */
final class ExpectContinueTest {
    private static final int MOST = 1024;

    private static TestServer withAggregator() {
        return TestServer.with(p -> p.addLast(
                new HttpServerCodec(),
                new LatchkeyHandler(Keys.authenticator()),
                new HttpObjectAggregator(MOST),
                new EchoHost()));
    }

    private static TestServer withExpectHandler() {
        return TestServer.with(p -> p.addLast(
                new HttpServerCodec(),
                new LatchkeyHandler(Keys.authenticator()),
                new HttpServerExpectContinueHandler(),
                new EchoHost()));
    }

    private static String upload(String key, int length) {
        return request("POST", "/v1/up", bearer(key), "Expect: 100-continue", "Content-Length: " + length);
    }

    @Test
    void badKeyIsRefusedWithoutContinueBeforeAnAggregator() throws IOException {
        try (TestServer server = withAggregator();
                RawClient client = new RawClient(server)) {
            assertThat(client.send(upload(UNKNOWN, 5)).read().status()).isEqualTo(401);
        }
    }

    @Test
    void badKeyIsRefusedWithoutContinueBeforeAnExpectHandler() throws IOException {
        try (TestServer server = withExpectHandler();
                RawClient client = new RawClient(server)) {
            assertThat(client.send(upload(UNKNOWN, 5)).read().status()).isEqualTo(401);
        }
    }

    @Test
    void connectionEndsAfterSuchARefusal() throws IOException {
        try (TestServer server = withAggregator();
                RawClient client = new RawClient(server)) {
            RawAnswer refused = client.send(upload(UNKNOWN, 5)).read();
            assertThat(refused.field("connection")).isEqualTo("close");
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void bodySentAllTheSameIsNotTheNextRequest() throws IOException {
        try (TestServer server = withAggregator();
                RawClient client = new RawClient(server)) {
            String smuggled = get("/v1/smuggled", bearer(ALICE));
            assertThat(client.send(upload(UNKNOWN, smuggled.length()) + smuggled)
                            .read()
                            .status())
                    .isEqualTo(401);
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void goodKeyIsToldToContinueByTheAggregator() throws IOException {
        try (TestServer server = withAggregator();
                RawClient client = new RawClient(server)) {
            assertThat(client.send(upload(ALICE, 5)).readHead().status()).isEqualTo(100);
            assertThat(client.send("hello").read().seen()).contains("bytes 5", "principal alice");
        }
    }

    @Test
    void goodKeyIsToldToContinueByTheExpectHandler() throws IOException {
        try (TestServer server = withExpectHandler();
                RawClient client = new RawClient(server)) {
            assertThat(client.send(upload(ALICE, 5)).readHead().status()).isEqualTo(100);
            assertThat(client.send("hello").read().seen()).contains("bytes 5", "principal alice");
        }
    }

    @Test
    void bodyThatTheHostDeclinesEndsTheExchange() throws IOException {
        try (TestServer server = withAggregator();
                RawClient client = new RawClient(server)) {
            assertThat(client.send(upload(ALICE, MOST + 1)).read().status()).isEqualTo(413);
            assertThat(client.send(get("/v1/x", bearer(ALICE))).read().status()).isEqualTo(200);
        }
    }

    private static TestServer readingBodies(ChannelHandler... behind) {
        return TestServer.with(p -> p.addLast(
                        new HttpServerCodec(),
                        new LatchkeyHandler(Plans.builder()
                                .bodyLimits(new BodyLimits(MOST, MOST))
                                .build()))
                .addLast(behind)
                .addLast(new EchoHost()));
    }

    private static String calling(String target, String key, int length) {
        return Bodies.head(target, key, "Expect: 100-continue", "Content-Length: " + length);
    }

    @Test
    void bodyThatIsReadIsAskedForOnceWhateverStandsBehind() throws IOException {
        for (ChannelHandler behind : new ChannelHandler[] {
            new HttpObjectAggregator(MOST), new HttpServerExpectContinueHandler(), new ChannelDuplexHandler()
        }) {
            try (TestServer server = readingBodies(behind);
                    RawClient client = new RawClient(server)) {
                String body = Bodies.good();
                client.send(calling(Bodies.ROUTE, ONE_MODEL, body.length()));
                assertThat(client.readHead().status()).isEqualTo(100);
                RawAnswer answer = client.send(body).read();
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.body()).contains("bytes " + body.length()).doesNotContainIgnoringCase("expect");
            }
        }
    }

    @Test
    void bodyThatWasAskedForAndThenRefusedLeavesTheConnectionOpen() throws IOException {
        try (TestServer server = readingBodies();
                RawClient client = new RawClient(server)) {
            String body = Bodies.denied();
            client.send(calling(Bodies.ROUTE, ONE_MODEL, body.length()));
            assertThat(client.readHead().status()).isEqualTo(100);
            assertThat(client.send(body).read().status()).isEqualTo(403);
            assertThat(client.send(Bodies.call(ONE_MODEL, Bodies.good())).read().status())
                    .isEqualTo(200);
        }
    }

    @Test
    void callThatIsRefusedWhateverItsBodySaysIsNotAskedForIt() throws IOException {
        try (TestServer server = readingBodies();
                RawClient client = new RawClient(server)) {
            client.send(calling("/v1/write/completions", ONE_MODEL, 50));
            assertThat(client.read().status()).isEqualTo(403);
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void bodyThatIsTooLargeIsNotAskedFor() throws IOException {
        try (TestServer server = readingBodies();
                RawClient client = new RawClient(server)) {
            client.send(calling(Bodies.ROUTE, ONE_MODEL, MOST + 1));
            assertThat(client.read().status()).isEqualTo(413);
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void expectationThatCannotBeTakenOffIsUnavailable() throws IOException {
        try (TestServer server = TestServer.with(p -> p.addLast(
                        new HttpServerCodec(),
                        new ReadOnlyFields(),
                        new LatchkeyHandler(Plans.authenticator()),
                        new EchoHost()));
                RawClient client = new RawClient(server)) {
            client.send(calling(Bodies.ROUTE, ONE_MODEL, 50));
            assertThat(client.read().status()).isEqualTo(503);
        }
    }
}
