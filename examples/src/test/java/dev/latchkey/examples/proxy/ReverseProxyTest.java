package dev.latchkey.examples.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Authenticator;
import dev.latchkey.examples.http.Client;
import dev.latchkey.key.HashScheme;
import dev.latchkey.key.KeyFormat;
import dev.latchkey.key.KeyRing;
import dev.latchkey.key.MintedKey;
import dev.latchkey.profile.Profiles;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The proxy between a client and the JDK's HTTP server, over real sockets. */
class ReverseProxyTest {
    /** More than all socket buffers on the way hold together. */
    private static final int MEBIBYTES = 96;

    private static final int STALLED_AFTER_MILLIS = 1_000;

    private final MintedKey minted = KeyFormat.standard().mint();
    private final String key = minted.revealOnce();
    private final Authenticator gate = Authenticator.builder(Profiles.standard())
            .keys(KeyRing.parse("billing:" + minted.hash(HashScheme.sha256()).toHex()))
            .identityHeaders()
            .build();
    private TestUpstream upstream;
    private ReverseProxy proxy;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        upstream = new TestUpstream();
        proxy = ReverseProxy.start(0, gate, upstream.address());
        client = new Client(proxy.port());
    }

    @AfterEach
    void stop() {
        proxy.close();
        upstream.close();
    }

    @Test
    void withoutAKeyTheUpstreamIsNotAsked() throws Exception {
        assertThat(client.get("/headers").statusCode()).isEqualTo(401);
    }

    @Test
    void theUpstreamLearnsWhoAsks() throws Exception {
        assertThat(client.get("/headers", "x-api-key", key).body())
                .contains("x-latchkey-key-id=key-", "x-latchkey-label=billing");
    }

    @Test
    void theUpstreamNeverSeesTheKey() throws Exception {
        String seen = client.get("/headers", "Authorization", "Bearer " + key).body();
        assertThat(seen.contains(key) || seen.contains("authorization")).isFalse();
    }

    @Test
    void aClientCannotNameItself() throws Exception {
        assertThat(client.get("/headers", "x-api-key", key, "X-Latchkey-Label", "admin", "X_Latchkey_User", "root")
                        .body())
                .doesNotContain("admin", "root");
    }

    @Test
    void aClientCannotTakeTheIdentityAwayAsHopByHop() throws Exception {
        String answer = exchange("GET /headers HTTP/1.1\r\nHost: proxy\r\nx-api-key: " + key
                + "\r\nConnection: close, X-Latchkey-Label, X-Other\r\nX-Other: gone\r\n\r\n");
        assertThat(answer).contains("x-latchkey-label=billing").doesNotContain("x-other=");
    }

    @Test
    void oneConnectionServesRequestAfterRequest() throws Exception {
        String get = "GET /headers HTTP/1.1\r\nHost: proxy\r\nx-api-key: " + key + "\r\n";
        String bad = "GET /headers HTTP/1.1\r\nHost: proxy\r\nx-api-key: wrong\r\n\r\n";
        String answers = exchange(get + "\r\n" + bad + get + "Connection: close\r\n\r\n");
        assertThat(answers.split("HTTP/1.1 ", -1))
                .satisfiesExactly(
                        nothing -> assertThat(nothing).isEmpty(),
                        first -> assertThat(first).startsWith("200 "),
                        second -> assertThat(second).startsWith("401 "),
                        third -> assertThat(third).startsWith("200 "));
    }

    @Test
    void anAnswerIsPassedOnAsItComes() throws Exception {
        HttpResponse<InputStream> answer = client.http()
                .send(
                        client.request("GET", "/two-parts", BodyPublishers.noBody(), "x-api-key", key),
                        BodyHandlers.ofInputStream());
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), US_ASCII))) {
            assertThat(lines.readLine()).isEqualTo("first");
            upstream.goOn.countDown();
            assertThat(lines.readLine()).isEqualTo("second");
        }
    }

    @Test
    void aBodyOfUnknownLengthArrivesWhole() throws Exception {
        byte[] body = new byte[20 * TestUpstream.MEBIBYTE];
        HttpResponse<String> answer = client.send(
                "POST", "/count", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)), "x-api-key", key);
        assertThat(answer.body()).isEqualTo(Integer.toString(body.length));
    }

    @Test
    void anUpstreamThatDoesNotReadSlowsTheClientDown() throws Exception {
        long length = (long) MEBIBYTES * TestUpstream.MEBIBYTE;
        try (SocketChannel socket = connect()) {
            socket.write(ascii("POST /count-later HTTP/1.1\r\nHost: proxy\r\nx-api-key: " + key + "\r\nContent-Length: "
                    + length + "\r\nConnection: close\r\n\r\n"));
            long sent = push(socket, length, STALLED_AFTER_MILLIS);
            assertThat(sent).isLessThan(length / 2);
            upstream.goOn.countDown();
            push(socket, length - sent, 20 * STALLED_AFTER_MILLIS);
            assertThat(readAll(socket)).endsWith("\r\n\r\n" + length);
        }
    }

    @Test
    void aClientThatDoesNotReadSlowsTheUpstreamDown() throws Exception {
        try (SocketChannel socket = connect()) {
            socket.write(ascii("GET /pour?" + MEBIBYTES + " HTTP/1.1\r\nHost: proxy\r\nx-api-key: " + key
                    + "\r\nConnection: close\r\n\r\n"));
            int poured = 0;
            while (upstream.poured.poll(STALLED_AFTER_MILLIS, TimeUnit.MILLISECONDS) != null) {
                poured++;
            }
            assertThat(poured).isLessThan(MEBIBYTES / 2);
            assertThat(socket.socket().getInputStream().transferTo(OutputStream.nullOutputStream()))
                    .isGreaterThan(MEBIBYTES * TestUpstream.MEBIBYTE);
        }
    }

    @Test
    void anAnswerThatIsCutShortIsNotMadeWhole() throws Exception {
        String answer = exchange("GET /cut HTTP/1.1\r\nHost: proxy\r\nx-api-key: " + key + "\r\n\r\n");
        assertThat(answer.length()).isLessThan(1_000);
    }

    @Test
    void anUpstreamThatIsDownIsABadGateway() throws Exception {
        InetSocketAddress nobody;
        try (ServerSocket closedAtOnce = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = new InetSocketAddress(InetAddress.getLoopbackAddress(), closedAtOnce.getLocalPort());
        }
        try (ReverseProxy orphan = ReverseProxy.start(0, gate, nobody)) {
            assertThat(List.of(
                            new Client(orphan.port()).get("/headers").statusCode(),
                            new Client(orphan.port())
                                    .get("/headers", "x-api-key", key)
                                    .statusCode()))
                    .containsExactly(401, 502);
        }
    }

    /** Sends so many bytes, or as many as go before nothing has gone for a while. */
    private static long push(SocketChannel socket, long length, int patienceMillis) throws IOException {
        long sent = 0;
        socket.configureBlocking(false);
        try (Selector selector = Selector.open()) {
            socket.register(selector, SelectionKey.OP_WRITE);
            while (sent < length && selector.select(patienceMillis) > 0) {
                selector.selectedKeys().clear();
                sent += socket.write(ByteBuffer.allocate((int) Math.min(TestUpstream.MEBIBYTE, length - sent)));
            }
        }
        socket.configureBlocking(true);
        return sent;
    }

    private String exchange(String request) throws IOException {
        try (SocketChannel socket = connect()) {
            socket.write(ascii(request));
            return readAll(socket);
        }
    }

    private SocketChannel connect() throws IOException {
        return SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port()));
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(US_ASCII));
    }

    private static String readAll(SocketChannel socket) throws IOException {
        return new String(socket.socket().getInputStream().readAllBytes(), US_ASCII);
    }
}
