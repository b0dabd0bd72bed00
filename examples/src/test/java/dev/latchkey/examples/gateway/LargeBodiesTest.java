package dev.latchkey.examples.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Large bodies: 4 MiB are held where a rule has to know what they say, and where none does there is no bound. */
class LargeBodiesTest {
    private static final String CHAT = "/v1/chat/completions";
    private static final String ALLOWED = "\"allowed_models\":[\"openai:gpt-4o\"]";
    private static final String FREE = "\"id\":\"k\"";

    @TempDir
    Path directory;

    /** Over a plain socket: a client that sends on regardless may find the connection closed before it reads. */
    @ParameterizedTest
    @EnumSource
    void fiveMegabytesAreRefusedBeforeTheyAreSent(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.holding(server, "standard", directory, ALLOWED);
                Socket client = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            String head = "POST " + CHAT + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + String.join(": ", TestGateway.credential("standard", gateway.keys.key("good")))
                    + "\r\nContent-Length: 5000000\r\nExpect: 100-continue\r\n\r\n";
            client.getOutputStream().write(head.getBytes(US_ASCII));
            client.setSoTimeout(20_000);
            BufferedReader answer = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
            assertThat(answer.readLine()).startsWith("HTTP/1.1 413 ");
        }
    }

    @ParameterizedTest
    @EnumSource
    void chunksAreRefusedOnceTheyAreMoreThanIsHeld(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.holding(server, "standard", directory, ALLOWED)) {
            HttpResponse<String> refused =
                    gateway.client.send("POST", CHAT, chunked(large((4 << 20) + 1)), headers(gateway));
            assertThat(refused.statusCode()).isEqualTo(413);
            assertThat(refused.body()).contains("\"code\":\"body_too_large\"");
        }
    }

    @ParameterizedTest
    @EnumSource
    void asManyBytesAsAreHeldPass(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.holding(server, "standard", directory, ALLOWED)) {
            assertThat(gateway.client
                            .send("POST", CHAT, chunked(large(4 << 20)), headers(gateway))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    static Stream<Arguments> framings() {
        return OnBothServers.each(
                arguments("of a known length", BodyPublishers.ofByteArray(large(5_000_000))),
                arguments("in chunks", chunked(large(5_000_000))));
    }

    @ParameterizedTest(name = "{1} on {0}")
    @MethodSource("framings")
    void aKeyWithoutRulesSendsAsMuchAsItLikes(ServerKind server, String name, BodyPublisher large) throws Exception {
        try (TestGateway gateway = TestGateway.holding(server, "standard", directory, FREE)) {
            assertThat(gateway.client
                            .send("POST", CHAT, large, headers(gateway))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest(name = "{1} on {0}")
    @MethodSource("framings")
    void whereNoCallIsMadeNothingIsRead(ServerKind server, String name, BodyPublisher large) throws Exception {
        try (TestGateway gateway = TestGateway.holding(server, "standard", directory, ALLOWED)) {
            HttpResponse<String> echo = gateway.client.send("POST", "/v1/echo", large, headers(gateway));
            assertThat(echo.body()).contains("\"body_bytes\":5000000");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBodyThatWasReadGoesOnToItsLastCharacter(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.holding(server, "standard", directory, ALLOWED)) {
            String content = "\u00e9\ud83d\ude00x".repeat(500_000);
            HttpResponse<String> answer =
                    gateway.post(CHAT, "{\"messages\":[{\"content\":\"" + content + "\"}],\"model\":\"gpt-4o\"}");
            assertThat(answer.body()).contains("The stand-in upstream read 2000000 characters for gpt-4o.");
        }
    }

    /** A question of so many bytes. */
    private static byte[] large(int bytes) {
        String question = "{\"model\":\"gpt-4o\",\"messages\":\"\"}";
        return question.replace("\"\"}", "\"" + "x".repeat(bytes - question.length()) + "\"}")
                .getBytes(UTF_8);
    }

    private static BodyPublisher chunked(byte[] body) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
    }

    private static String[] headers(TestGateway gateway) {
        return TestGateway.credential("standard", gateway.keys.key("good"));
    }
}
