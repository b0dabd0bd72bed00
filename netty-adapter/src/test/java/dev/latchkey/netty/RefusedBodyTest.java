package dev.latchkey.netty;

import static dev.latchkey.netty.Keys.ALICE;
import static dev.latchkey.netty.Keys.UNKNOWN;
import static dev.latchkey.netty.RawClient.bearer;
import static dev.latchkey.netty.RawClient.get;
import static dev.latchkey.netty.RawClient.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the body of a refused request. */
final class RefusedBodyTest {
    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.http1(Keys.authenticator(), EchoHost::new);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void bodyIsNotReadAsTheNextRequest() throws IOException {
        String smuggled = get("/v1/smuggled-in-a-body", bearer(ALICE));
        try (RawClient client = new RawClient(server)) {
            client.send(request("POST", "/v1/x", bearer(UNKNOWN), "Content-Length: " + smuggled.length()));
            assertThat(client.read().status()).isEqualTo(401);
            client.send(smuggled + get("/v1/after-a-body", bearer(ALICE)));
            assertThat(client.read().seen()).contains("GET /v1/after-a-body");
        }
    }

    @Test
    void answerComesBeforeTheBody() throws IOException {
        try (RawClient client = new RawClient(server)) {
            client.send(request("POST", "/v1/x", bearer(UNKNOWN), "Content-Length: 10"));
            assertThat(client.read().status()).isEqualTo(401);
        }
    }

    @Test
    void bodyUpToTheCapLeavesTheConnectionOpen() throws IOException {
        try (RawClient client = new RawClient(server)) {
            int length = RefusedBody.MOST_DISCARDED;
            client.send(request("POST", "/v1/x", bearer(UNKNOWN), "Content-Length: " + length));
            client.send(new byte[length]);
            assertThat(client.read().status()).isEqualTo(401);
            assertThat(client.send(get("/health")).read().status()).isEqualTo(200);
        }
    }

    @Test
    void announcedBodyAboveTheCapEndsTheConnection() throws IOException {
        try (RawClient client = new RawClient(server)) {
            int length = RefusedBody.MOST_DISCARDED + 1;
            client.send(request("POST", "/v1/x", bearer(UNKNOWN), "Content-Length: " + length));
            assertThat(client.read().field("connection")).isEqualTo("close");
            client.send(new byte[length]);
            assertThat(client.isClosed()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 16})
    void chunkedBodyAboveTheCapEndsTheConnection(int caps) throws Exception {
        try (RawClient client = new RawClient(server)) {
            client.send(request("POST", "/v1/x", bearer(UNKNOWN), "Transfer-Encoding: chunked"));
            assertThat(client.read().status()).isEqualTo(401);
            int size = caps * RefusedBody.MOST_DISCARDED + 1;
            Thread sender = client.sending(Integer.toHexString(size) + "\r\n" + "x".repeat(size));
            assertThat(client.isClosed()).isTrue();
            sender.join();
        }
    }

    @Test
    void brokenChunkEndsTheConnection() throws IOException {
        try (RawClient client = new RawClient(server)) {
            client.send(request("POST", "/v1/x", bearer(UNKNOWN), "Transfer-Encoding: chunked"));
            assertThat(client.read().status()).isEqualTo(401);
            client.send("zz\r\n" + get("/v1/after-a-broken-chunk", bearer(ALICE)));
            assertThat(client.isClosed()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/x\r\n\r\n",
                "GET /v1/x HTTP/9.9.9\r\n\r\n",
                "\u0001\u0002\u0003\r\n\r\n",
                "GET /v1/x HTTP/1.1\r\nAuthorization: Bearer " + ALICE + "\r\nContent-Length: x\r\n\r\n",
                "GET /v1/x HTTP/1.1\r\nAuthorization: Bearer " + ALICE + "\r\nbad name: x\r\n\r\n",
            })
    void unreadableRequestIsRefusedAndTheConnectionEnds(String bytes) throws IOException {
        try (RawClient client = new RawClient(server)) {
            RawAnswer refused = client.send(bytes).read();
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.field("connection")).isEqualTo("close");
            assertThat(client.isClosed()).isTrue();
        }
    }
}
