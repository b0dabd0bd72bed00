package dev.latchkey.netty;

import static dev.latchkey.netty.RawClient.bearer;
import static dev.latchkey.netty.RawClient.get;
import static dev.latchkey.netty.RawClient.request;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.latchkey.GatewayProfile;
import dev.latchkey.profile.Profiles;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What is told about a request, to its sender and to the log. */
final class SecretsStayInsideTest {
    private static final String CANARY = "canary-0123456789-abcdefghij";

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger ours = (Logger) LoggerFactory.getLogger("dev.latchkey");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.list = new CopyOnWriteArrayList<>(); // a summary may come while it is read
        log.start();
        root.addAppender(log);
        ours.setLevel(Level.TRACE);
    }

    @AfterEach
    void hush() {
        root.detachAppender(log);
        ours.setLevel(Level.INFO);
    }

    static List<GatewayProfile> profiles() {
        return Profiles.all();
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void credentialIsInNoAnswerAndNoLogLine(GatewayProfile profile) throws IOException {
        try (TestServer server = TestServer.http1(Keys.authenticator(profile), EchoHost::new)) {
            for (String value : List.of("Bearer K", "Bearer K K", "Basic K", "K", "Bearer \"K\"", "Bearer \0K")) {
                String line = value.replace("K", CANARY);
                for (String header : List.of("Authorization", "x-api-key", "cf-aig-authorization", "X-AnyLLM-Key")) {
                    RawAnswer answer = RawClient.ask(server, get("/v1/x?k=" + CANARY, header + ": " + line));
                    assertThat(answer.toString()).doesNotContain(CANARY);
                }
            }
        }
        assertThat(log.list).isNotEmpty().noneMatch(SecretsStayInsideTest::tellsTheCanary);
    }

    @Test
    void goodKeyIsInNoLogLine() throws IOException {
        try (TestServer server = TestServer.http1(Keys.slowAuthenticator(), EchoHost::new)) {
            RawClient.ask(server, get("/v1/x", bearer(Keys.ALICE)));
            RawClient.ask(server, get("/v1/x", bearer(Keys.CHOSEN)));
        }
        assertThat(log.list)
                .noneMatch(
                        event -> text(event).contains(Keys.ALICE) || text(event).contains(Keys.CHOSEN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Authorization: Basic x", "Authorization: Bearer K", "Authorization: Bearer"})
    void everyUnauthorizedAnswerCarriesAChallenge(String line) throws IOException {
        try (TestServer server = TestServer.http1(Keys.authenticator(), EchoHost::new)) {
            String request = line.isEmpty() ? get("/v1/x") : get("/v1/x", line.replace("K", CANARY));
            RawAnswer answer = RawClient.ask(server, request);
            assertThat(answer.field("www-authenticate")).startsWith("Bearer realm=");
        }
    }

    @Test
    void challengeNamesAnErrorOnlyWhenACredentialWasSent() throws IOException {
        try (TestServer server = TestServer.http1(Keys.authenticator(), EchoHost::new)) {
            assertThat(RawClient.ask(server, get("/v1/x")).field("www-authenticate"))
                    .doesNotContain("error=");
            assertThat(RawClient.ask(server, get("/v1/x", bearer(CANARY))).field("www-authenticate"))
                    .contains("error=\"invalid_token\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Keys.INACTIVE, Keys.DELETED, Keys.EXPIRED, Keys.EARLY})
    void keysOutOfServiceAreRefusedLikeUnknownOnes(String key) throws IOException {
        try (TestServer server = TestServer.http1(Keys.authenticator(), EchoHost::new)) {
            assertThat(RawClient.ask(server, get("/v1/x", bearer(key))))
                    .isEqualTo(RawClient.ask(server, get("/v1/x", bearer(Keys.UNKNOWN))));
        }
    }

    @Test
    void floodOfRefusalsIsNotALogLineEach() throws IOException {
        ours.setLevel(Level.INFO);
        try (TestServer server = TestServer.http1(Keys.authenticator(), EchoHost::new);
                RawClient client = new RawClient(server)) {
            for (int i = 0; i < 50; i++) {
                client.send(get("/v1/x", bearer(CANARY)).repeat(100));
                for (int k = 0; k < 100; k++) {
                    client.read();
                }
            }
        }
        assertThat(log.list).filteredOn(event -> !sumsUpAnEarlierTest(event)).hasSizeLessThan(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /v1/x%0d%0aX: y HTTP/1.1", "GET /v1/\u001b[31m HTTP/1.1", "GET /</script>\" HTTP/1.1"})
    void oddTargetsAreNotRepeated(String requestLine) throws IOException {
        try (TestServer server = TestServer.http1(Keys.authenticator(), EchoHost::new)) {
            RawAnswer answer = RawClient.ask(server, requestLine + "\r\nHost: test\r\n\r\n");
            assertThat(answer.status()).isIn(400, 401);
            assertThat(answer.toString()).doesNotContain("X: y", "\u001b", "script");
        }
    }

    @Test
    void bodyOfARefusedRequestIsInNoLogLine() throws IOException {
        try (TestServer server = TestServer.http1(Keys.authenticator(), EchoHost::new)) {
            RawClient.ask(server, request("POST", "/v1/x", "Content-Length: " + CANARY.length()) + CANARY);
        }
        assertThat(log.list).noneMatch(SecretsStayInsideTest::tellsTheCanary);
    }

    /** The refusals of another test's authenticator, whose minute happens to be over now. */
    private static boolean sumsUpAnEarlierTest(ILoggingEvent event) {
        return event.getFormattedMessage().contains(" within a minute: ");
    }

    private static boolean tellsTheCanary(ILoggingEvent event) {
        return text(event).contains(CANARY);
    }

    private static String text(ILoggingEvent event) {
        String trace = event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
        return event.getFormattedMessage() + trace;
    }
}
