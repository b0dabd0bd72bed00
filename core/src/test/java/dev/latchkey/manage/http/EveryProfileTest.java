package dev.latchkey.manage.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.latchkey.GatewayProfile;
import dev.latchkey.Granted;
import dev.latchkey.LogLines;
import dev.latchkey.Reason;
import dev.latchkey.TestKeys;
import dev.latchkey.key.HashScheme;
import dev.latchkey.manage.KeyRepository;
import dev.latchkey.manage.MemoryKeyRepository;
import dev.latchkey.manage.RepositoryException;
import dev.latchkey.profile.Profiles;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same API under every profile, in its words. */
class EveryProfileTest {

    static List<GatewayProfile> all() {
        return Profiles.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void aKeyIsMadeInTheProfilesFormatAndWorksAtOnce(GatewayProfile profile) {
        try (Management gateway = new Management(profile)) {
            Answer made = gateway.create("{\"key_name\": \"a\"}");

            assertThat(made.text("/key"))
                    .startsWith(profile.keyFormat().mint().revealOnce().substring(0, 3));
            assertThat(gateway.verify(made.text("/key"))).isInstanceOf(Granted.class);
            assertThat(made.header("Cache-Control")).contains("no-store");
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void theTextOfAKeyIsInTheAnswersOfMakingAndRotatingItAndNowhereElse(GatewayProfile profile) {
        try (LogLines log = new LogLines();
                Management gateway = new Management(profile)) {
            Answer made = gateway.create("{\"key_name\": \"a\", \"user_id\": \"alice\"}");
            String path = "/v1/keys/" + made.text("/id");
            Answer rotated =
                    gateway.send("POST", path + "/rotate", "{\"overlap_seconds\": 60}", "Idempotency-Key", "r");
            List<String> texts = List.of(made.text("/key"), rotated.text("/key"));
            gateway.verify(texts.get(0));
            List<String> said = new ArrayList<>();
            for (Answer answer : List.of(
                    gateway.send("POST", path + "/rotate", "{\"overlap_seconds\": 60}", "Idempotency-Key", "r"),
                    gateway.get(path),
                    gateway.get("/v1/keys"),
                    gateway.get(path + "/events"),
                    gateway.get(path + "/usage"),
                    gateway.get("/v1/users/alice"),
                    gateway.create("{\"" + texts.get(0) + "\": 1}"),
                    gateway.create("{\"expires_at\": \"" + texts.get(0) + "\"}"),
                    gateway.create("{\"scopes\": \"" + texts.get(0) + "\"}"),
                    gateway.create("{\"user_id\": \"a\", \"plan\": \"" + texts.get(0) + "\"}"),
                    gateway.get("/v1/keys?status=" + texts.get(0)),
                    gateway.send("PATCH", path, "{\"is_active\": \"" + texts.get(1) + "\"}"),
                    gateway.send("POST", path + "/rotate", "", "If-Match", texts.get(1)),
                    gateway.send(gateway.as(texts.get(1), "GET", "/v1/keys"), ""),
                    gateway.send("DELETE", path, ""))) {
                said.add(answer.text() + answer.raw().headers() + answer.raw());
            }
            said.add(made.raw() + " " + rotated.raw() + " " + gateway.api + gateway.told + gateway.keys);
            said.addAll(log.from(Level.TRACE));

            assertThat(log.from(Level.TRACE)).isNotEmpty();
            assertThat(texts).allSatisfy(text -> assertThat(text).isNotEmpty());
            assertThat(said).noneMatch(line -> texts.stream().anyMatch(line::contains));
        }
    }

    @Test
    void aRefusalSpeaksInTheEnvelopeOfItsProfile() {
        List<String> said = new ArrayList<>();
        for (GatewayProfile profile : all()) {
            try (Management gateway = new Management(profile)) {
                Answer refused = gateway.get("/v1/keys/nobody");
                assertThat(refused.status()).isEqualTo(404);
                assertThat(refused.header("Cache-Control")).contains("no-store");
                said.add(profile.name() + " " + refused.text());
            }
        }

        String message = "\"message\":\"API key with id 'nobody' not found\"";
        assertThat(said)
                .containsExactly(
                        "standard {\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,"
                                + "\"detail\":\"API key with id 'nobody' not found\",\"error\":{" + message
                                + ",\"type\":\"invalid_request_error\",\"param\":null,\"code\":\"key_not_found\"}}",
                        "free-ai {\"error\":{" + message
                                + ",\"type\":\"invalid_request_error\",\"code\":\"key_not_found\"}}",
                        "cloudflare {\"success\":false,\"result\":[],\"messages\":[],\"error\":[{\"code\":404,"
                                + message + "}]}",
                        "transactional {\"error\":{\"code\":\"key_not_found\"," + message + "}}",
                        "any-llm {\"detail\":\"API key with id 'nobody' not found\"}",
                        "llm-gateway {\"error\":true,\"status\":404," + message + "}");
    }

    @Test
    void aKeyThatIsMadeUnderHashSecretsIsHashedUnderTheNewest() {
        HashScheme newest = HashScheme.hmacSha256("the newest secret of all");
        HashScheme older = HashScheme.hmacSha256("an older secret than that");
        try (Management gateway = new Management(
                Profiles.llmGateway(), new MemoryKeyRepository(), gate -> gate.hashSecrets(newest, older), api -> {})) {
            String key = gateway.create("{}").text("/key");

            assertThat(gateway.verify(key)).isInstanceOf(Granted.class);
            assertThat(gateway.keys.table().schemes()).containsExactly(newest.name());
        }
    }

    @Test
    void keysThatAreOnlyReadAreListedFirstAndCannotBeChanged() {
        try (Management gateway =
                new Management(Profiles.anyLlm(), new MemoryKeyRepository(), gate -> {}, api -> api.readOnly(ring()))) {
            gateway.create("{\"key_name\": \"ours\"}");
            Answer all = gateway.get("/v1/keys");
            String path = "/v1/keys/" + all.text("/0/id");

            assertThat(all.json().findValuesAsText("key_name")).containsExactly("from-the-ring", "ours");
            assertThat(all.text("/0/read_only")).isEqualTo("true");
            assertThat(all.text("/0/user_id")).isEqualTo("apikey-" + all.text("/0/id"));
            assertThat(gateway.get("/v1/keys?skip=1").json().findValuesAsText("key_name"))
                    .containsExactly("ours");
            assertThat(gateway.get("/v1/keys?limit=1").json().findValuesAsText("key_name"))
                    .containsExactly("from-the-ring");
            assertThat(gateway.get(path).status()).isEqualTo(200);
            for (Answer refused : List.of(
                    gateway.send("PATCH", path, "{\"is_active\": false}"),
                    gateway.send("POST", path + "/rotate", ""),
                    gateway.send("DELETE", path, ""))) {
                assertThat(refused.status()).isEqualTo(409);
                assertThat(refused.text("/detail")).contains("change it there");
            }
        }
    }

    static dev.latchkey.key.KeySource ring() {
        return TestKeys.source(
                TestKeys.record(TestKeys.K).label("from-the-ring").build());
    }

    @ParameterizedTest
    @MethodSource("all")
    void aStoreThatIsDownIs503AndHeldAgainstNobody(GatewayProfile profile) {
        AtomicBoolean down = new AtomicBoolean();
        try (Management gateway = new Management(profile, failing(down), gate -> {}, api -> {})) {
            String key = gateway.create("{}").text("/key");
            down.set(true);

            Answer refused = gateway.create("{}");

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.text()).contains("Authentication temporarily unavailable, please retry");
            assertThat(gateway.verify(key)).isInstanceOf(Granted.class);
            assertThat(gateway.gate.refusals()).doesNotContainKey(Reason.UNAVAILABLE);
            down.set(false);
            assertThat(gateway.create("{}").status()).isEqualTo(200);
        }
    }

    /** A real repository behind a connection that can be cut. */
    private static KeyRepository failing(AtomicBoolean down) {
        MemoryKeyRepository real = new MemoryKeyRepository();
        return (KeyRepository) Proxy.newProxyInstance(
                KeyRepository.class.getClassLoader(),
                new Class<?>[] {KeyRepository.class},
                (self, method, arguments) -> {
                    if (down.get() && !method.getName().equals("close")) {
                        throw new RepositoryException("cut", new IOException("cut"));
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
