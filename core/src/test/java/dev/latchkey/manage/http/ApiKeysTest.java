package dev.latchkey.manage.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.latchkey.Granted;
import dev.latchkey.LogLines;
import dev.latchkey.Reason;
import dev.latchkey.TestRequest;
import dev.latchkey.manage.KeyRepository;
import dev.latchkey.manage.MemoryKeyRepository;
import dev.latchkey.profile.Profiles;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /keys/api}: a key's life as the llm-gateway has it. */
class ApiKeysTest {
    private final Management gateway = new Management(Profiles.llmGateway());

    @AfterEach
    void close() {
        gateway.close();
    }

    private Answer make(String terms) {
        return gateway.send("POST", "/keys/api", terms);
    }

    private static String path(Answer made) {
        return "/keys/api/" + made.text("/apiKey/id");
    }

    private static void refused(Answer answer, int status, String message) {
        assertThat(answer.status() + " " + answer.text())
                .isEqualTo(status + " {\"error\":true,\"status\":" + status + ",\"message\":\"" + message + "\"}");
    }

    @Test
    void aKeyIsMadeAndItsTokenShownThisOnce() {
        Answer made = make("{\"description\": \"mobile app\", \"usageLimit\": \"1000.00\", \"periodUsageLimit\": \"5\","
                + " \"periodUsageDurationValue\": 2, \"periodUsageDurationUnit\": \"week\","
                + " \"expiresAt\": \"2027-01-01T00:00:00+01:00\"}");

        assertThat(made.status()).isEqualTo(200);
        assertThat(made.text("/apiKey/token")).matches("llmgtwy_[0-9A-Za-z]{40}");
        assertThat(gateway.verify(made.text("/apiKey/token"))).isInstanceOf(Granted.class);
        assertThat(made.text().replaceAll("\"(id|token)\":\"[^\"]+\"", "\"$1\":\"…\""))
                .isEqualTo("{\"apiKey\":{\"id\":\"…\",\"createdAt\":\"2026-03-01T12:00:00Z\","
                        + "\"updatedAt\":\"2026-03-01T12:00:00Z\",\"description\":\"mobile app\",\"status\":\"active\","
                        + "\"expiresAt\":\"2026-12-31T23:00:00Z\",\"usageLimit\":\"1000.00\",\"usage\":\"0.00\","
                        + "\"periodUsageLimit\":\"5.00\",\"periodUsageDurationValue\":2,"
                        + "\"periodUsageDurationUnit\":\"week\",\"currentPeriodUsage\":\"0.00\","
                        + "\"currentPeriodResetAt\":null,\"iamRules\":[],\"token\":\"…\"}}");
    }

    @Test
    void aListShowsTheFirstTwelveCharactersOfEachToken() {
        Answer made = make("{\"description\": \"a\"}");

        Answer listed = gateway.get("/keys/api");

        assertThat(listed.json().at("/apiKeys")).hasSize(1);
        assertThat(listed.text("/apiKeys/0/maskedToken"))
                .isEqualTo(made.text("/apiKey/token").substring(0, 12) + "•••••");
        assertThat(listed.json().at("/apiKeys/0").has("token")).isFalse();
        assertThat(listed.json().at("/apiKeys/0/usageLimit").isNull()).isTrue();
    }

    @Test
    void aListMayBeAskedForInPages() {
        make("{\"description\": \"a\"}");
        make("{\"description\": \"b\"}");

        assertThat(gateway.get("/keys/api?skip=1&limit=1").json().findValuesAsText("description"))
                .containsExactly("b");
        refused(gateway.get("/keys/api?limit=1001"), 422, "limit: expected a whole number from 1 to 1000");
    }

    @Test
    void aKeyIsSwitchedOffAndOnRenamedAndGivenAnEnd() {
        Answer made = make("{\"description\": \"a\"}");
        String token = made.text("/apiKey/token");

        Answer off = gateway.send("PATCH", path(made), "{\"status\": \"inactive\"}");
        assertThat(off.text("/apiKey/status")).isEqualTo("inactive");
        assertThat(gateway.refused(token)).isEqualTo(Reason.INACTIVE_KEY);

        Answer on = gateway.send("PATCH", path(made), "{\"status\": \"active\", \"description\": \"b\"}");
        assertThat(on.text("/apiKey/description")).isEqualTo("b");
        assertThat(gateway.verify(token)).isInstanceOf(Granted.class);

        gateway.send("PATCH", path(made), "{\"expiresAt\": \"2026-03-01T12:00:01Z\"}");
        gateway.clock.move(Duration.ofSeconds(1));
        assertThat(gateway.refused(token)).isEqualTo(Reason.EXPIRED_KEY);

        Answer endless = gateway.send("PATCH", path(made), "{\"expiresAt\": null}");
        assertThat(endless.json().at("/apiKey/expiresAt").isNull()).isTrue();
        assertThat(gateway.verify(token)).isInstanceOf(Granted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}"})
    void aChangeThatChangesNothingIsRefused(String body) {
        Answer made = make("{\"description\": \"a\"}");

        refused(gateway.send("PATCH", path(made), body), 400, "No changes provided");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-01T12:00:00Z", "2026-03-01T11:59:59.999Z", "1999-01-01T00:00:00Z"})
    void anExpiryLiesInTheFuture(String date) {
        Answer made = make("{\"description\": \"a\"}");
        String expiry = "\"expiresAt\": \"" + date + "\"";

        for (Answer answer : List.of(
                make("{\"description\": \"b\", " + expiry + "}"),
                gateway.send("PATCH", path(made), "{" + expiry + "}"),
                gateway.send("PATCH", path(made), "{\"status\": \"active\", " + expiry + "}"))) {
            refused(answer, 400, "Expiration date must be in the future.");
        }
        assertThat(gateway.get("/keys/api").json().at("/apiKeys")).hasSize(1);
    }

    @Test
    void anExpiredKeyComesBackWithAFutureExpiryOnly() {
        Answer made = make("{\"description\": \"a\", \"expiresAt\": \"2026-03-01T12:00:01Z\"}");
        gateway.send("PATCH", path(made), "{\"status\": \"inactive\"}");
        gateway.clock.move(Duration.ofSeconds(1));

        refused(
                gateway.send("PATCH", path(made), "{\"status\": \"active\"}"),
                400,
                "The key has expired; set a new expiration date to reactivate it");
        assertThat(gateway.send(
                                "PATCH",
                                path(made),
                                "{\"status\": \"active\", \"expiresAt\": \"2026-03-01T12:00:02Z\"}")
                        .status())
                .isEqualTo(200);
        assertThat(gateway.verify(made.text("/apiKey/token"))).isInstanceOf(Granted.class);
    }

    @Test
    void aKeyThatHasExpiredCanStillBeRenamed() {
        Answer made = make("{\"description\": \"a\", \"expiresAt\": \"2026-03-01T12:00:01Z\"}");
        gateway.clock.move(Duration.ofSeconds(1));

        assertThat(gateway.send("PATCH", path(made), "{\"description\": \"old\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aRolledKeyKeepsEverythingButItsSecretWhichIsDeadAtOnce() {
        Answer made = make("{\"description\": \"a\", \"usageLimit\": \"10\"}");
        gateway.spend(made.text("/apiKey/token"), "3");
        gateway.send("POST", path(made) + "/iam", "{\"ruleType\": \"deny_models\"}");

        Answer rolled = gateway.send("POST", path(made) + "/roll", "");

        assertThat(rolled.text("/apiKey/id")).isEqualTo(made.text("/apiKey/id"));
        assertThat(rolled.text("/apiKey/usage")).isEqualTo("3.00");
        assertThat(rolled.json().at("/apiKey/iamRules")).hasSize(1);
        assertThat(gateway.verify(rolled.text("/apiKey/token"))).isInstanceOf(Granted.class);
        assertThat(gateway.refused(made.text("/apiKey/token"))).isEqualTo(Reason.UNKNOWN_KEY);
    }

    @Test
    void aRollIsRepeatedUnderItsIdempotencyKeyWithoutEffect() {
        Answer made = make("{\"description\": \"a\"}");
        String path = path(made) + "/roll";
        Answer once = gateway.send("POST", path, "", "Idempotency-Key", "r", "If-Match", made.header("ETag"));

        Answer twice = gateway.send("POST", path, "", "Idempotency-Key", "r", "If-Match", made.header("ETag"));

        assertThat(twice.json().at("/apiKey").has("token")).isFalse();
        assertThat(gateway.verify(once.text("/apiKey/token"))).isInstanceOf(Granted.class);
        refused(
                gateway.send("POST", path, "{\"overlap_seconds\": 5}"),
                422,
                "overlap_seconds: a member that does not exist or cannot be set");
    }

    @Test
    void aDeletedKeyIsKeptForTheRecordAndNeverReturns() {
        Answer made = make("{\"description\": \"a\"}");

        assertThat(gateway.send("DELETE", path(made), "").text()).isEqualTo("{\"message\":\"API key deleted\"}");

        assertThat(gateway.refused(made.text("/apiKey/token"))).isEqualTo(Reason.DELETED_KEY);
        assertThat(gateway.get("/keys/api").json().at("/apiKeys")).isEmpty();
        refused(gateway.send("PATCH", path(made), "{\"status\": \"active\"}"), 404, "API key not found");
        assertThat(gateway.get("/v1/keys/" + made.text("/apiKey/id") + "/events")
                        .json())
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "PATCH, /keys/api/nobody",
        "DELETE, /keys/api/nobody",
        "PATCH, /keys/api/limit/nobody",
        "POST, /keys/api/nobody/roll",
        "GET, /keys/api/nobody/iam",
        "POST, /keys/api/nobody/iam",
        "PATCH, /keys/api/nobody/iam/r",
        "DELETE, /keys/api/a%20b/iam/r"
    })
    void anUnknownKeyIsNotFoundAndNotRepeated(String method, String path) {
        refused(gateway.send(method, path, "{}"), 404, "API key not found");
    }

    @Test
    void aKeyThatSomebodyElseDeletesAtTheSameTimeIsNotFoundEither() {
        AtomicInteger looks = new AtomicInteger(Integer.MIN_VALUE);
        try (Management other = new Management(
                Profiles.llmGateway(), seenOnce(new MemoryKeyRepository(), looks), gate -> {}, api -> {})) {
            Answer made = other.send("POST", "/keys/api", "{\"description\": \"a\"}");
            for (String[] request : new String[][] {
                {"PATCH", "", "{\"status\": \"inactive\"}"},
                {"POST", "/roll", ""},
                {"DELETE", "", ""},
                {"POST", "/iam", "{\"ruleType\": \"deny_models\"}"}
            }) {
                looks.set(0);
                refused(other.send(request[0], path(made) + request[1], request[2]), 404, "API key not found");
            }
        }
    }

    /** A real repository, in which a key is gone when it is looked at for the second time. */
    private static KeyRepository seenOnce(KeyRepository real, AtomicInteger looks) {
        return (KeyRepository) Proxy.newProxyInstance(
                KeyRepository.class.getClassLoader(),
                new Class<?>[] {KeyRepository.class},
                (self, method, arguments) -> method.getName().equals("key") && looks.incrementAndGet() > 1
                        ? Optional.empty()
                        : method.invoke(real, arguments));
    }

    @Test
    void whatWasMadeHereIsTheSameKeyBelowV1() {
        Answer made = make("{\"description\": \"a\", \"usageLimit\": \"7\"}");
        Answer same = gateway.get("/v1/keys/" + made.text("/apiKey/id"));

        assertThat(same.text("/key_name")).isEqualTo("a");
        assertThat(same.text("/usage_limit")).isEqualTo("7.00");
        assertThat(same.header("ETag")).isEqualTo(made.header("ETag"));
    }

    @Test
    void oneOfTwoOperatorsIsToldThatTheOtherWasQuicker() {
        Answer made = make("{\"description\": \"a\"}");
        String tag = made.header("ETag");
        gateway.send("PATCH", path(made), "{\"description\": \"b\"}", "If-Match", tag);

        for (Answer late : List.of(
                gateway.send("PATCH", path(made), "{\"description\": \"c\"}", "If-Match", tag),
                gateway.send(
                        "PATCH", "/keys/api/limit/" + made.text("/apiKey/id"), "{\"usageLimit\": 1}", "If-Match", tag),
                gateway.send("POST", path(made) + "/iam", "{\"ruleType\": \"deny_models\"}", "If-Match", tag),
                gateway.send("POST", path(made) + "/roll", "", "If-Match", tag),
                gateway.send("DELETE", path(made), "", "If-Match", tag))) {
            refused(late, 412, "The key was changed meanwhile; read it again");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | description: Field required",
                "{\"description\": null} | description: Field required",
                "{\"description\": \" \"} | description: expected text of 1 to 255 characters, not blank and without control characters",
                "{\"description\": 7} | description: expected text",
                "{\"description\": \"a\", \"status\": \"active\"} | status: a member that does not exist or cannot be set",
                "{\"description\": \"a\", \"token\": \"CANARY\"} | token: a member that does not exist or cannot be set",
                "{\"description\": \"a\", \"expiresAt\": \"2027-01-01\"} | expiresAt: expected an ISO 8601 date and time with a"
                        + " zone, such as 2026-01-31T12:00:00Z",
                "{\"description\": \"a\", \"expiresAt\": \"2127-01-01T00:00:00Z\"} | expiresAt: expected a date from 1970 to 100"
                        + " years from now"
            })
    void whatCannotBeIsRefusedByName(String body, String message) {
        refused(make(body), 422, message);
        assertThat(gateway.get("/keys/api").json().at("/apiKeys")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"status\": \"deleted\"} | status: expected active or inactive",
                "{\"status\": null} | status: expected text, found null; leave the member out",
                "{\"description\": null} | description: expected text, found null; leave the member out",
                "{\"usageLimit\": \"1\"} | usageLimit: a member that does not exist or cannot be set"
            })
    void aChangeThatCannotBeIsRefusedByName(String body, String message) {
        refused(gateway.send("PATCH", path(make("{\"description\": \"a\"}")), body), 422, message);
    }

    @Test
    void aDescriptionHasAtMost255Characters() {
        assertThat(make("{\"description\": \"" + "x".repeat(255) + "\"}").status())
                .isEqualTo(200);
        assertThat(make("{\"description\": \"" + "x".repeat(256) + "\"}").status())
                .isEqualTo(422);
    }

    @Test
    void aMemberThatStandsThereTwiceIsRefused() {
        refused(
                make("{\"description\": \"a\", \"usageLimit\": \"1\", \"usageLimit\": null}"),
                400,
                "usageLimit: a member stands there twice; keep one");
    }

    @Test
    void onlyTheMasterKeyManagesKeys() {
        String token = make("{\"description\": \"a\"}").text("/apiKey/token");
        for (TestRequest stranger : List.of(
                gateway.as(token, "GET", "/keys/api"),
                TestRequest.get("/keys/api"),
                TestRequest.get("/keys/api").with("x-api-key", Management.MASTER))) {
            Answer answer = gateway.send(stranger, "");
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("Cache-Control")).contains("no-store");
        }
    }

    @Test
    void withoutAMasterKeyItIsClosed() {
        try (Management closed =
                new Management(Profiles.llmGateway(), new MemoryKeyRepository(), gate -> {}, api -> {}, "")) {
            assertThat(closed.get("/keys/api").status()).isEqualTo(503);
        }
    }

    @Test
    void keysThatAreOnlyReadAreListedFirstAndCannotBeChanged() {
        try (Management other = new Management(
                Profiles.llmGateway(),
                new MemoryKeyRepository(),
                gate -> {},
                api -> api.readOnly(EveryProfileTest.ring()))) {
            other.send("POST", "/keys/api", "{\"description\": \"ours\"}");
            Answer all = other.get("/keys/api");
            String path = "/keys/api/" + all.text("/apiKeys/0/id");

            assertThat(all.json().findValuesAsText("description")).containsExactly("from-the-ring", "ours");
            assertThat(all.text("/apiKeys/0/maskedToken")).isEqualTo("•••••");
            assertThat(other.get(path + "/iam").text()).isEqualTo("{\"rules\":[]}");
            assertThat(other.send("PATCH", path, "{\"status\": \"inactive\"}").status())
                    .isEqualTo(409);
            assertThat(other.send("DELETE", path, "").status()).isEqualTo(409);
        }
    }

    @Test
    void noOtherProfileHasThisApi() {
        for (var profile : Profiles.all()) {
            try (Management other = new Management(profile)) {
                TestRequest request = other.as(Management.MASTER, "GET", "/keys/api");
                assertThat(other.api.owns(request)).isEqualTo(profile.managesApiKeys());
                assertThat(other.api.roots().contains("/keys/api")).isEqualTo(profile.managesApiKeys());
                assertThat(other.send(request, "").status()).isEqualTo(profile.managesApiKeys() ? 200 : 404);
            }
        }
    }

    @Test
    void aTokenIsInTheAnswersOfMakingAndRollingAndNowhereElse() {
        try (LogLines log = new LogLines()) {
            Answer made = make("{\"description\": \"a\"}");
            Answer rolled = gateway.send("POST", path(made) + "/roll", "");
            List<String> tokens = List.of(made.text("/apiKey/token"), rolled.text("/apiKey/token"));
            String said = "";
            for (Answer answer : List.of(
                    gateway.get("/keys/api"),
                    gateway.get("/v1/keys"),
                    gateway.get(path(made) + "/iam"),
                    make("{\"" + tokens.get(0) + "\": 1}"),
                    make("{\"description\": \"a\", \"expiresAt\": \"" + tokens.get(0) + "\"}"),
                    make("{\"description\": \"a\", \"usageLimit\": \"" + tokens.get(0) + "\"}"),
                    gateway.send("PATCH", path(made), "{\"status\": \"" + tokens.get(1) + "\"}"),
                    gateway.send("POST", path(made) + "/iam", "{\"ruleType\": \"" + tokens.get(1) + "\"}"),
                    gateway.send("DELETE", "/keys/api/" + tokens.get(1), ""))) {
                said += answer.text() + answer.raw().headers() + answer.raw();
            }
            said += made.raw() + " " + rolled.raw() + gateway.told + log.from(Level.TRACE);
            assertThat(said).doesNotContain(tokens);
            tokens.forEach(token -> assertThat(token).isNotEmpty());
        }
    }
}
