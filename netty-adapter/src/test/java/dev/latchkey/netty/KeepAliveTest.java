package dev.latchkey.netty;

import static dev.latchkey.netty.Keys.ALICE;
import static dev.latchkey.netty.Keys.BOB;
import static dev.latchkey.netty.Keys.UNKNOWN;
import static dev.latchkey.netty.RawClient.bearer;
import static dev.latchkey.netty.RawClient.get;
import static dev.latchkey.netty.RawClient.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many requests on one connection, one after the other and all at once. */
final class KeepAliveTest {
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
    void eachRequestIsJudgedByItsOwnKey() throws IOException {
        try (RawClient client = new RawClient(server)) {
            List<String> outcomes = new ArrayList<>();
            for (String key : List.of(ALICE, UNKNOWN, BOB)) {
                RawAnswer answer = client.send(get("/v1/x", bearer(key))).read();
                outcomes.add(answer.status() + " " + answer.principal());
            }
            assertThat(outcomes).containsExactly("200 alice", "401 never reached the host", "200 bob");
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() throws IOException {
        try (RawClient client = new RawClient(server)) {
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < 200; i++) {
                all.append(get("/v1/" + i, bearer(i % 3 == 0 ? ALICE : i % 3 == 1 ? UNKNOWN : BOB)));
            }
            client.send(all.toString());
            for (int i = 0; i < 200; i++) {
                RawAnswer answer = client.read();
                assertThat(answer.status() + " " + answer.principal())
                        .isEqualTo(List.of("200 alice", "401 never reached the host", "200 bob")
                                .get(i % 3));
            }
        }
    }

    @Test
    void thousandsOfPipelinedRequestsAreAnsweredWhileTheyStillCome() throws Exception {
        try (RawClient client = new RawClient(server)) {
            Thread sender = client.sending((get("/health") + get("/v1/x")).repeat(3000));
            for (int i = 0; i < 6000; i++) {
                assertThat(client.read().status()).isEqualTo(i % 2 == 0 ? 200 : 401);
            }
            sender.join();
        }
    }

    @Test
    void identityDoesNotCarryOverToAnOpenRoute() throws IOException {
        try (RawClient client = new RawClient(server)) {
            client.send(get("/v1/x", bearer(ALICE)) + get("/health"));
            client.read();
            assertThat(client.read().principal()).isEqualTo("none");
        }
    }

    @Test
    void bodiesBetweenRequestsKeepTheirPlaces() throws IOException {
        try (RawClient client = new RawClient(server)) {
            client.send(request("POST", "/v1/a", bearer(ALICE), "Content-Length: 5") + "hello"
                    + request("POST", "/v1/b", bearer(UNKNOWN), "Content-Length: 5") + "hello"
                    + request("POST", "/v1/c", bearer(BOB), "Transfer-Encoding: chunked") + "3\r\nabc\r\n0\r\n\r\n");
            assertThat(client.read().seen()).contains("bytes 5");
            assertThat(client.read().status()).isEqualTo(401);
            assertThat(client.read().seen()).contains("bytes 3", "principal bob");
        }
    }

    @Test
    void refusalKeepsTheConnectionOfHttp10WhenAsked() throws IOException {
        try (RawClient client = new RawClient(server)) {
            client.send("GET /v1/x HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
            assertThat(client.read().field("connection")).isEqualTo("keep-alive");
            assertThat(client.send(get("/health")).read().status()).isEqualTo(200);
        }
    }

    @Test
    void refusalEndsTheConnectionOfHttp10Otherwise() throws IOException {
        try (RawClient client = new RawClient(server)) {
            assertThat(client.send("GET /v1/x HTTP/1.0\r\n\r\n").read().status())
                    .isEqualTo(401);
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void refusalSaysCloseWhenTheClientAskedForIt() throws IOException {
        try (RawClient client = new RawClient(server)) {
            RawAnswer answer = client.send(get("/v1/x", "Connection: close") + get("/health"))
                    .read();
            assertThat(answer.field("connection")).isEqualTo("close");
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void refusalOfHeadHasNoBody() throws IOException {
        try (RawClient client = new RawClient(server)) {
            RawAnswer refused = client.send(request("HEAD", "/v1/x")).readHead();
            assertThat(refused.status()).isEqualTo(401);
            assertThat(client.send(get("/health")).read().status()).isEqualTo(200);
        }
    }

    @Test
    void lengthInTheRefusalOfHeadIsThatOfGet() throws IOException {
        try (RawClient client = new RawClient(server)) {
            RawAnswer head = client.send(request("HEAD", "/v1/x")).readHead();
            assertThat(head.field("content-length"))
                    .isEqualTo(client.send(get("/v1/x")).read().field("content-length"));
        }
    }
}
