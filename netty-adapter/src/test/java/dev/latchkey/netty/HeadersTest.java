package dev.latchkey.netty;

import static dev.latchkey.netty.Keys.ALICE;
import static dev.latchkey.netty.RawClient.bearer;
import static dev.latchkey.netty.RawClient.get;
import static dev.latchkey.netty.RawClient.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Authenticator;
import dev.latchkey.Enforcement;
import dev.latchkey.profile.Profiles;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.ReadOnlyHttpHeaders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the host sees of a request's fields, and the client of the answer's. */
@SuppressWarnings("FutureReturnValueIgnored") // the client sees what arrives
final class HeadersTest {

    private static RawAnswer seenBy(Authenticator authenticator, String request) throws IOException {
        try (TestServer server = TestServer.http1(authenticator, EchoHost::new)) {
            return RawClient.ask(server, request);
        }
    }

    @Test
    void credentialNeverReachesTheHost() throws IOException {
        String request = get("/v1/x", bearer(ALICE), "x-api-key: " + ALICE);
        assertThat(seenBy(Keys.authenticator(), request).body())
                .contains("principal alice")
                .doesNotContain(ALICE);
    }

    @Test
    void credentialNeverReachesAHostBehindAnAggregatorInFront() throws IOException {
        try (TestServer server = TestServer.with(p -> p.addLast(
                new HttpServerCodec(),
                new HttpObjectAggregator(1024),
                new LatchkeyHandler(Keys.authenticator()),
                new EchoHost()))) {
            String request = request("POST", "/v1/x", bearer(ALICE), "Content-Length: 5") + "hello";
            assertThat(RawClient.ask(server, request).body())
                    .contains("principal alice", "bytes 5")
                    .doesNotContain(ALICE);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Latchkey-Key-Id",
                "x-latchkey-label",
                "X-LATCHKEY-USER",
                "X_Latchkey_Key_Id",
                "x-latchkey_Other"
            })
    void identityHeadersOfTheClientNeverReachTheHost(String name) throws IOException {
        assertThat(seenBy(Keys.authenticator(), get("/v1/x", bearer(ALICE), name + ": root"))
                        .body())
                .contains("principal alice")
                .doesNotContain("root");
    }

    @Test
    void identityHeadersOfTheClientAreDroppedOnOpenRoutesToo() throws IOException {
        assertThat(seenBy(Keys.authenticator(), get("/health", "x-latchkey-user: root"))
                        .body())
                .contains("principal none")
                .doesNotContain("root");
    }

    @Test
    void otherHeadersReachTheHost() throws IOException {
        assertThat(seenBy(Keys.authenticator(), get("/v1/x", bearer(ALICE), "X-Other: 1", "x-other: 2"))
                        .seen())
                .contains("header X-Other: 1", "header x-other: 2");
    }

    @Test
    void openRouteKeepsTheCredentialForTheHost() throws IOException {
        assertThat(seenBy(Keys.authenticator(), get("/health", "Authorization: Bearer theirs"))
                        .seen())
                .contains("header Authorization: Bearer theirs");
    }

    @Test
    void identityIsAddedForTheHostWhenAskedFor() throws IOException {
        Authenticator adding = Authenticator.builder(Profiles.standard())
                .keys(Keys.source())
                .identityHeaders()
                .build();
        assertThat(seenBy(adding, get("/v1/x", bearer(ALICE), "X-Latchkey-User: root"))
                        .seen())
                .contains("header X-Latchkey-Label: alice", "header X-Latchkey-User: u-alice");
    }

    @Test
    void observedRequestPassesWithoutAnIdentity() throws IOException {
        Authenticator observing = Authenticator.builder(Profiles.standard())
                .keys(Keys.source())
                .enforcement(Enforcement.OBSERVE)
                .build();
        assertThat(seenBy(observing, get("/v1/x", bearer(Keys.UNKNOWN), "X-Latchkey-User: root"))
                        .body())
                .contains("principal none")
                .doesNotContain("root");
    }

    @Test
    void trailersLoseWhatHeadersLose() throws IOException {
        String request = request("POST", "/v1/x", bearer(ALICE), "Transfer-Encoding: chunked")
                + "0\r\nX-Latchkey-User: root\r\n" + bearer(ALICE) + "\r\nX-Sum: 1\r\n\r\n";
        assertThat(seenBy(Keys.authenticator(), request).body())
                .contains("trailer X-Sum: 1")
                .doesNotContain("root")
                .doesNotContain(ALICE);
    }

    @Test
    void profileHeadersReplaceThoseOfTheHost() throws IOException {
        RawAnswer answer = answered((ctx, request) -> {
            HttpResponse response = EchoHost.response(request, "x");
            response.headers().add("X-Frame-Options", "SAMEORIGIN").add("x-frame-options", "ALLOWALL");
            ctx.writeAndFlush(response);
        });
        assertThat(answer.fields())
                .filteredOn(line -> line.regionMatches(true, 0, "x-frame-options", 0, 15))
                .containsExactly("X-Frame-Options: DENY");
    }

    @Test
    void profileHeadersArePutOnStreamedAnswers() throws IOException {
        RawAnswer answer = answered((ctx, request) -> {
            HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
            HttpUtil.setTransferEncodingChunked(head, true);
            ctx.write(head);
            ctx.write(new DefaultHttpContent(Unpooled.copiedBuffer("one", StandardCharsets.US_ASCII)));
            ctx.write(Unpooled.copiedBuffer("two", StandardCharsets.US_ASCII));
            ctx.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
        });
        assertThat(answer.field("x-frame-options")).isEqualTo("DENY");
        assertThat(answer.body()).isEqualTo("onetwo");
    }

    @Test
    void profileHeadersArePutOnAnswersWithFixedHeaders() throws IOException {
        HttpHeaders fixed = new ReadOnlyHttpHeaders(true, HttpHeaderNames.CONTENT_LENGTH, "2", "x-own", "kept");
        RawAnswer answer = answered((ctx, request) -> ctx.writeAndFlush(new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.OK,
                Unpooled.copiedBuffer("ok", StandardCharsets.US_ASCII),
                fixed,
                EmptyHttpHeaders.INSTANCE)));
        assertThat(answer.field("x-frame-options")).isEqualTo("DENY");
        assertThat(answer.field("x-own") + " " + answer.body()).isEqualTo("kept ok");
    }

    @Test
    void profileHeadersArePutOnStreamedAnswersWithFixedHeaders() throws IOException {
        HttpHeaders fixed = new ReadOnlyHttpHeaders(true, HttpHeaderNames.TRANSFER_ENCODING, "chunked");
        RawAnswer answer = answered((ctx, request) -> {
            ctx.write(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, fixed));
            ctx.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
        });
        assertThat(answer.field("x-frame-options")).isEqualTo("DENY");
    }

    /** The answer to a good key when the host behind free-ai's profile, which adds headers, writes this. */
    private static RawAnswer answered(BiConsumer<ChannelHandlerContext, HttpRequest> host) throws IOException {
        try (TestServer server = TestServer.http1(Keys.authenticator(Profiles.freeAi()), () -> new EchoHost() {
            @Override
            void answer(ChannelHandlerContext ctx, HttpRequest request, String text) {
                host.accept(ctx, request);
            }
        })) {
            return RawClient.ask(server, get("/v1/x", bearer(ALICE)));
        }
    }
}
