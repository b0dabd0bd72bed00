package dev.latchkey.netty;

import static dev.latchkey.netty.RawClient.bearer;
import static dev.latchkey.netty.RawClient.get;
import static dev.latchkey.netty.RawClient.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Authenticator;
import dev.latchkey.manage.KeyDirectory;
import dev.latchkey.manage.KeyFilter;
import dev.latchkey.manage.MemoryKeyRepository;
import dev.latchkey.manage.http.ManagementApi;
import dev.latchkey.profile.Profiles;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Keys are managed by whoever holds the master key, and the host behind knows nothing of it. */
final class ManagementHandlerTest {
    private static final String MASTER = "master-key-of-32-characters-0001";
    private static final String STRANGER = "stranger-0123456789-abcdefghij";

    private final KeyDirectory keys = KeyDirectory.follow(new MemoryKeyRepository());
    private final Authenticator gate = gate(MASTER);
    private final List<TestServer> servers = new ArrayList<>();

    @AfterEach
    void stop() {
        servers.forEach(TestServer::close);
        keys.close();
    }

    private Authenticator gate(String masterKey) {
        return Authenticator.builder(Profiles.standard())
                .masterKey(masterKey)
                .keys(keys)
                .users(keys)
                .build();
    }

    private TestServer server() {
        return server(gate, EchoHost::new);
    }

    private TestServer server(Authenticator by, Supplier<ChannelHandler> host) {
        ManagementApi api = ManagementApi.builder(by, keys).build();
        return kept(TestServer.with(p ->
                p.addLast(new HttpServerCodec(), new ManagementHandler(api), new LatchkeyHandler(by), host.get())));
    }

    private TestServer kept(TestServer server) {
        servers.add(server);
        return server;
    }

    private static String managing(String method, String target, String body, String... lines) {
        List<String> all = new ArrayList<>(List.of(lines));
        all.add(bearer(MASTER));
        all.add("Content-Length: " + body.length());
        return request(method, target, all.toArray(String[]::new)) + body;
    }

    private static String member(RawAnswer answer, String name) {
        Matcher found = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(answer.body());
        assertThat(found.find()).as(answer.body()).isTrue();
        return found.group(1);
    }

    @Test
    void aKeyIsMadeUsedRotatedAndDeletedOnOneConnection() throws IOException {
        try (RawClient client = new RawClient(server())) {
            RawAnswer made = client.send(managing("POST", "/v1/keys", "{\"key_name\": \"a\"}"))
                    .read();
            assertThat(made.status()).isEqualTo(200);
            assertThat(made.field("content-type")).isEqualTo("application/json");
            assertThat(made.field("cache-control")).isEqualTo("no-store");
            String path = "/v1/keys/" + member(made, "id");
            assertThat(status(client, member(made, "key"))).isEqualTo(200);

            RawAnswer rotated =
                    client.send(managing("POST", path + "/rotate", "")).read();
            assertThat(status(client, member(made, "key"))).isEqualTo(401);
            assertThat(status(client, member(rotated, "key"))).isEqualTo(200);

            RawAnswer deleted = client.send(managing("DELETE", path, "")).read();
            assertThat(deleted.status()).isEqualTo(204);
            assertThat(deleted.has("content-length")).isFalse();
            assertThat(status(client, member(rotated, "key"))).isEqualTo(401);
        }
    }

    private static int status(RawClient client, String key) throws IOException {
        return client.send(get("/v1/chat", bearer(key))).read().status();
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrderWhoeverAnswers() throws Exception {
        BlockingQueue<WaitingHost.Pending> pending = new LinkedBlockingQueue<>();
        TestServer server = server(gate, () -> new WaitingHost(pending));
        try (RawClient client = new RawClient(server)) {
            client.send(get("/health")
                    + managing("POST", "/v1/users", "{\"user_id\": \"a\"}")
                    + get("/v1/keys", bearer(STRANGER))
                    + get("/health")
                    + managing("GET", "/v1/users/a", ""));
            WaitingHost.Pending first = WaitingHost.next(pending);
            assertThat(keys.repository().user("a")).as("before its turn").isEmpty();

            first.answer();

            assertThat(client.read().body()).contains("GET /health");
            assertThat(member(client.read(), "user_id")).isEqualTo("a");
            assertThat(client.read().status()).isEqualTo(401);
            WaitingHost.next(pending).answer();
            assertThat(client.read().body()).contains("GET /health");
            assertThat(member(client.read(), "user_id")).isEqualTo("a");
        }
    }

    @Test
    void aHundredPipelinedRequestsKeepTheirOrder() throws Exception {
        try (RawClient client = new RawClient(server())) {
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < 100; i++) {
                all.append(i % 2 == 0 ? managing("POST", "/v1/budgets", "{\"name\": \"b" + i + "\"}") : get("/health"));
            }
            Thread sender = client.sending(all.toString());
            for (int i = 0; i < 100; i++) {
                RawAnswer answer = client.read();
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.body()).contains(i % 2 == 0 ? "\"b" + i + "\"" : "GET /health");
            }
            sender.join();
        }
    }

    @Test
    void whatManagementDoesNotOwnPassesByteForByteInBothDirections() throws IOException {
        RawAnswer seen = RawClient.ask(
                server(),
                request("GET", "/health", "X-Any: thing", "Transfer-Encoding: chunked", "Trailer: X-T")
                        + "3\r\nabc\r\n0\r\nX-T: 1\r\n\r\n");

        assertThat(seen.seen()).contains("header X-Any: thing", "bytes 3", "trailer X-T: 1");
    }

    @Test
    void aStrangerIsAnsweredBeforeTheBodyIsAskedFor() throws IOException {
        TestServer server = server();
        try (RawClient client = new RawClient(server)) {
            client.send(request("POST", "/v1/keys", bearer(STRANGER), "Expect: 100-continue", "Content-Length: 1000"));

            assertThat(client.read().status()).isEqualTo(401);
            assertThat(client.isClosed()).isTrue();
        }
        try (RawClient client = new RawClient(server)) {
            client.send(request("POST", "/v1/keys", bearer(STRANGER), "Content-Length: 5"));
            assertThat(client.read().status()).isEqualTo(401);
            assertThat(client.send("{   }" + get("/health")).read().status()).isEqualTo(200);
        }
    }

    @Test
    void theHolderOfTheMasterKeyIsAskedForTheBody() throws IOException {
        try (RawClient client = new RawClient(server())) {
            client.send(request("POST", "/v1/keys", bearer(MASTER), "Expect: 100-continue", "Content-Length: 2"));
            assertThat(client.readHead().status()).isEqualTo(100);
            assertThat(client.send("{}").read().status()).isEqualTo(200);
        }
    }

    @Test
    void aBodyAboveAMebibyteIs413AndNoMoreOfItIsRead() throws Exception {
        String body = " ".repeat(ManagementApi.LONGEST_BODY - 1) + "{}";
        TestServer server = server();

        assertThat(RawClient.ask(server, managing("POST", "/v1/keys", body.substring(1)))
                        .status())
                .isEqualTo(200);
        try (RawClient client = new RawClient(server)) {
            client.sending(managing("POST", "/v1/keys", body + " ".repeat(10_000_000)));
            assertThat(client.read().status()).isEqualTo(413);
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void withoutAMasterKeyManagementIsClosedAndTheRestIsNot() throws IOException {
        TestServer server = server(gate(" "), EchoHost::new);

        assertThat(RawClient.ask(server, get("/v1/keys", bearer(MASTER))).status())
                .isEqualTo(503);
        assertThat(RawClient.ask(server, get("/health")).status()).isEqualTo(200);
        assertThat(RawClient.ask(server, get("/v1/chat")).status()).isEqualTo(401);
    }

    @Test
    void theMasterKeyOpensNoRouteOfTheHost() throws IOException {
        for (String odd : List.of("/v1/chat", "/v1/keys/../chat", "//v1/keys", "/v1/%6beys", "/v1/keys;x")) {
            assertThat(RawClient.ask(server(), get(odd, bearer(MASTER))).status())
                    .as(odd)
                    .isIn(400, 401);
        }
    }

    @Test
    void behindAnAggregatorItWorksAsWell() throws IOException {
        ManagementApi api = ManagementApi.builder(gate, keys).build();
        TestServer server = kept(TestServer.with(p -> p.addLast(
                new HttpServerCodec(),
                new HttpObjectAggregator(1 << 20),
                new ManagementHandler(api),
                new LatchkeyHandler(gate),
                new EchoHost())));
        try (RawClient client = new RawClient(server)) {
            client.send(managing("POST", "/v1/keys", "{}") + get("/v1/keys", bearer(STRANGER)) + get("/health"));
            assertThat(client.read().status()).isEqualTo(200);
            assertThat(client.read().status()).isEqualTo(401);
            assertThat(client.read().status()).isEqualTo(200);
        }
    }

    @Test
    void aStreamOfHttp2IsServedToo() throws Exception {
        ManagementApi api = ManagementApi.builder(gate, keys).build();
        ChannelInitializer<Channel> stream = new ChannelInitializer<>() {
            @Override
            public boolean isSharable() {
                return true;
            }

            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline()
                        .addLast(
                                new Http2StreamFrameToHttpObjectCodec(true),
                                new ManagementHandler(api),
                                new LatchkeyHandler(gate),
                                new EchoHost());
            }
        };
        TestServer server = kept(TestServer.with(
                p -> p.addLast(Http2FrameCodecBuilder.forServer().build(), new Http2MultiplexHandler(stream))));
        try (Http2Client client = new Http2Client(server)) {
            RawAnswer listed = client.ask(Http2Client.head("GET", "/v1/keys", "authorization", "Bearer " + MASTER))
                    .get(20, TimeUnit.SECONDS)
                    .plain();
            assertThat(listed.status()).isEqualTo(200);
            assertThat(listed.body()).isEqualTo("[]");
            assertThat(client.ask(Http2Client.head("GET", "/v1/keys"))
                            .get(20, TimeUnit.SECONDS)
                            .plain()
                            .status())
                    .isEqualTo(401);
            assertThat(client.ask(Http2Client.head("GET", "/health"))
                            .get(20, TimeUnit.SECONDS)
                            .plain()
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void aHostThatReadsByHandIsServedToo() throws IOException {
        ManagementApi api = ManagementApi.builder(gate, keys).build();
        TestServer server = kept(TestServer.readingByHand(p -> p.addLast(
                new HttpServerCodec(), new ManagementHandler(api), new LatchkeyHandler(gate), new ReadingByHand())));
        try (RawClient client = new RawClient(server)) {
            client.send(managing("POST", "/v1/keys", "{}") + get("/health"));
            assertThat(client.read().status()).isEqualTo(200);
            assertThat(client.read().status()).isEqualTo(200);
            assertThat(client.send(managing("GET", "/v1/keys", "")).read().status())
                    .isEqualTo(200);
        }
    }

    /** Asks for the next message when it has one. */
    private static final class ReadingByHand extends EchoHost {
        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            ctx.read();
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            ctx.read();
        }
    }

    @Test
    void whatWasBegunIsCarriedOutEvenIfTheClientIsGone() throws Exception {
        TestServer server = server();
        try (RawClient client = new RawClient(server)) {
            client.send(managing("POST", "/v1/keys", "{\"key_name\": \"left\"}"));
        }
        keys.repository().awaitChange(0, Duration.ofSeconds(20));
        assertThat(keys.repository().keys(KeyFilter.all(), 0, 10)).hasSize(1);
    }
}
