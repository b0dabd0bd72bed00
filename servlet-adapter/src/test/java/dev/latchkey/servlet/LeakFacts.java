package dev.latchkey.servlet;

import static dev.latchkey.servlet.TestKeys.ALICE;
import static dev.latchkey.servlet.TestKeys.UNKNOWN;
import static dev.latchkey.servlet.TestKeys.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.latchkey.Authenticator;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeyStatus;
import dev.latchkey.profile.Profiles;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What a refusal tells, and to whom. */
abstract class LeakFacts extends ServerFacts {
    private static final Logger OURS = (Logger) LoggerFactory.getLogger("dev.latchkey");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private int port;

    LeakFacts(Container container) {
        super(container);
    }

    @BeforeAll
    void startHost() throws Exception {
        port = start(Authenticator.builder(Profiles.standard())
                .keys(TestKeys.of(
                        TestKeys.record("alice", ALICE).build(),
                        refused("inactive").status(KeyStatus.INACTIVE).build(),
                        refused("deleted").status(KeyStatus.DELETED).build(),
                        refused("early")
                                .notBefore(Instant.parse("2100-01-01T00:00:00Z"))
                                .build(),
                        refused("expired")
                                .expiresAt(Instant.parse("2020-01-01T00:00:00Z"))
                                .build()))
                .build());
    }

    private static KeyRecord.Builder refused(String kind) {
        return TestKeys.record(kind, keyOf(kind));
    }

    private static String keyOf(String kind) {
        return UNKNOWN + kind;
    }

    @BeforeEach
    void listen() {
        log.list = new CopyOnWriteArrayList<>(); // a summary may come while it is read
        log.start();
        OURS.setLevel(Level.TRACE);
        OURS.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        OURS.detachAppender(log);
        OURS.setLevel(null);
        log.list.clear();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Bearer K",
                "Authorization: Bearer K;",
                "Authorization: Basic K",
                "Authorization: K",
                "x-api-key: K K",
                "x-api-key: Kinactive",
                "x-api-key: Kexpired",
                "X-Latchkey-Key-Id: K"
            })
    void aRefusedCredentialIsRepeatedNowhere(String line) throws Exception {
        RawAnswer answer = RawHttp.get(port, "/v1/echo?q=" + UNKNOWN, line.replace("K", UNKNOWN));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.toString()).doesNotContain(UNKNOWN);
        assertThat(logged()).noneMatch(text -> text.contains(UNKNOWN));
    }

    @Test
    void anAcceptedCredentialIsLoggedNowhere() throws Exception {
        assertThat(RawHttp.get(port, "/v1/echo", bearer(ALICE)).status()).isEqualTo(200);
        assertThat(logged()).noneMatch(text -> text.contains(ALICE));
    }

    @Test
    void aFailureThatQuotesTheCredentialIsNotQuotedInTurn() throws Exception {
        int failing = start(context -> {
            new EarlyFilter(EarlyFilter.Act.THROW_AT_HEADERS).addTo(context);
            LatchkeyFilter.register(context, standard());
            new HostServlet().addTo(context);
        });
        RawAnswer answer = RawHttp.get(failing, "/v1/echo", bearer(UNKNOWN));
        assertThat(answer.toString()).doesNotContain(UNKNOWN);
        assertThat(log.list)
                .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.INFO))
                .noneMatch(event -> event.getFormattedMessage().contains(UNKNOWN));
    }

    private List<String> logged() {
        return log.list.stream()
                .map(event -> event + " " + event.getThrowableProxy())
                .toList();
    }

    @Test
    void aChallengeNamesAnErrorOnlyWhereACredentialWasSent() throws Exception {
        assertThat(RawHttp.get(port, "/v1/echo").headerValues("WWW-Authenticate"))
                .singleElement()
                .asString()
                .startsWith("Bearer realm=")
                .doesNotContain("error=");
        assertThat(RawHttp.get(port, "/v1/echo", bearer(UNKNOWN)).headerValues("WWW-Authenticate"))
                .singleElement()
                .asString()
                .contains("error=\"invalid_token\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"inactive", "deleted", "early", "expired"})
    void everyBadKeyIsRefusedInTheWordsForAnUnknownOne(String kind) throws Exception {
        RawAnswer unknown = RawHttp.get(port, "/v1/echo", bearer(UNKNOWN));
        RawAnswer answer = RawHttp.get(port, "/v1/echo", bearer(keyOf(kind)));
        assertThat(answer.body()).isEqualTo(unknown.body());
        assertThat(answer.status()).isEqualTo(unknown.status());
    }

    @Test
    void aFloodOfRefusalsIsToldInFewLines() throws Exception {
        for (int i = 0; i < 200; i++) {
            assertThat(RawHttp.get(port, "/v1/echo", bearer(UNKNOWN)).status()).isEqualTo(401);
        }
        assertThat(log.list)
                .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.INFO) && !sumsUpAMinute(event))
                .hasSizeLessThan(5);
    }

    /** As an earlier test's authenticator does whenever its minute is over. */
    private static boolean sumsUpAMinute(ILoggingEvent event) {
        return event.getFormattedMessage().contains(" within a minute: ");
    }
}
