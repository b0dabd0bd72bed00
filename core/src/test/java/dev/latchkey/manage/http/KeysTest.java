package dev.latchkey.manage.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Granted;
import dev.latchkey.Reason;
import dev.latchkey.TestClock;
import dev.latchkey.profile.Profiles;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The life of a key under any-llm, by HTTP. */
class KeysTest {
    private static final String START = TestClock.START.toString();

    private final Management gateway = new Management(Profiles.anyLlm());

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void aKeyIsMadeAndItsTextIsShownOnce() {
        Answer made = gateway.create("{\"key_name\": \"mobile-app\"}");

        assertThat(made.status()).isEqualTo(200);
        assertThat(made.text("/key")).startsWith("gw-").hasSize(67);
        assertThat(made.text("/key_name")).isEqualTo("mobile-app");
        assertThat(made.text("/created_at")).isEqualTo(START);
        assertThat(made.json().at("/expires_at").isNull()).isTrue();
        assertThat(made.json().at("/is_active").booleanValue()).isTrue();
        assertThat(made.json().at("/metadata").isEmpty()).isTrue();
        assertThat(gateway.verify(made.text("/key"))).isInstanceOf(Granted.class);
    }

    @Test
    void aKeyWithoutAUserIsItsOwnImplicitUsers() {
        Answer made = gateway.create("{}");

        String user = "apikey-" + made.text("/id");
        assertThat(made.text("/user_id")).isEqualTo(user);
        assertThat(((Granted) gateway.verify(made.text("/key"))).principal().user())
                .contains(user);
        assertThat(gateway.get("/v1/users/" + user).status()).isEqualTo(200);
    }

    @Test
    void anUnknownUserIsMadeAlongAndADeletedOneIsNot() {
        assertThat(gateway.create("{\"user_id\": \"alice\"}").text("/user_id")).isEqualTo("alice");
        assertThat(gateway.get("/v1/users/alice").status()).isEqualTo(200);
        gateway.send("DELETE", "/v1/users/alice", "");

        Answer refused = gateway.create("{\"user_id\": \"alice\"}");

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.text())
                .isEqualTo("{\"detail\":\"User 'alice' has been deleted. Recreate via POST /v1/users first.\"}");
    }

    @Test
    void datesComeWithAnyOffsetAndGoInUtc() {
        Answer made = gateway.create("{\"expires_at\": \"2027-01-01T02:30:00+02:30\"}");

        assertThat(made.text("/expires_at")).isEqualTo("2027-01-01T00:00:00Z");
        gateway.clock.move(Duration.ofDays(400));
        assertThat(gateway.refused(made.text("/key"))).isEqualTo(Reason.EXPIRED_KEY);
    }

    @Test
    void aListIsABareArrayInPagesOfAHundred() {
        for (int i = 0; i < 102; i++) {
            gateway.create("{\"key_name\": \"k" + i + "\"}");
        }

        assertThat(gateway.get("/v1/keys").json()).hasSize(100);
        assertThat(names(gateway.get("/v1/keys?skip=100"))).containsExactly("k100", "k101");
        assertThat(names(gateway.get("/v1/keys?skip=1&limit=2"))).containsExactly("k1", "k2");
        assertThat(gateway.get("/v1/keys?limit=1000").json()).hasSize(102);
    }

    @Test
    void aListIsFiltered() {
        gateway.create("{\"key_name\": \"a\", \"user_id\": \"alice\"}");
        gateway.create("{\"key_name\": \"b\", \"expires_at\": \"2026-04-01T00:00:00Z\"}");
        String off =
                gateway.create("{\"key_name\": \"c\", \"is_active\": false}").text("/id");
        gateway.clock.move(Duration.ofDays(40));
        gateway.create("{\"key_name\": \"d\"}");

        assertThat(names(gateway.get("/v1/keys?user_id=alice"))).containsExactly("a");
        assertThat(names(gateway.get("/v1/keys?status=inactive"))).containsExactly("c");
        assertThat(names(gateway.get("/v1/keys?expiring_before=2026-05-01T00:00:00Z")))
                .containsExactly("b");
        assertThat(names(gateway.get("/v1/keys?unused_since=2026-03-02T00:00:00Z")))
                .containsExactly("a", "b", "c");
        gateway.send("DELETE", "/v1/keys/" + off, "");
        assertThat(names(gateway.get("/v1/keys"))).containsExactly("a", "b", "d");
        assertThat(names(gateway.get("/v1/keys?status=deleted"))).containsExactly("c");
    }

    private static List<String> names(Answer list) {
        return list.json().findValuesAsText("key_name");
    }

    @Test
    void aKeyIsChangedAndWhatIsNullOrAbsentStays() {
        String id = gateway.create("{\"key_name\": \"old\", \"expires_at\": \"2027-01-01T00:00:00Z\","
                        + " \"metadata\": {\"team\": \"ML\"}, \"allowed_models\": [\"openai:*\"]}")
                .text("/id");

        Answer same = gateway.send(
                "PATCH",
                "/v1/keys/" + id,
                "{\"key_name\": null, \"is_active\": null, \"expires_at\": null, \"metadata\": null}");
        assertThat(same.text("/key_name")).isEqualTo("old");
        assertThat(same.text("/expires_at")).isEqualTo("2027-01-01T00:00:00Z");
        assertThat(same.text("/metadata/team")).isEqualTo("ML");
        assertThat(same.text("/allowed_models/0")).isEqualTo("openai:*");

        Answer other = gateway.send(
                "PATCH",
                "/v1/keys/" + id,
                "{\"key_name\": \"new\", \"expires_at\": \"2028-01-01T00:00:00Z\", \"metadata\": {\"seats\": 3}}");
        assertThat(other.text("/key_name")).isEqualTo("new");
        assertThat(other.text("/expires_at")).isEqualTo("2028-01-01T00:00:00Z");
        assertThat(other.json().at("/metadata").toString()).isEqualTo("{\"seats\":3}");
    }

    @Test
    void allowedModelsNullIsAnyAndAnEmptyListIsNone() {
        Answer made = gateway.create("{\"allowed_models\": []}");
        assertThat(made.json().at("/allowed_models").isEmpty()).isTrue();
        Granted none = (Granted) gateway.verify(made.text("/key"));
        assertThat(gateway.gate.permitsModel(none, "openai:gpt-4o")).isFalse();

        Answer any = gateway.send("PATCH", "/v1/keys/" + made.text("/id"), "{\"allowed_models\": null}");

        assertThat(any.json().at("/allowed_models").isNull()).isTrue();
        Granted now = (Granted) gateway.verify(made.text("/key"));
        assertThat(gateway.gate.permitsModel(now, "openai:gpt-4o")).isTrue();
    }

    @Test
    void aKeyIsSwitchedOffAndOnAgain() {
        Answer made = gateway.create("{}");
        String path = "/v1/keys/" + made.text("/id");

        assertThat(gateway.send("PATCH", path, "{\"is_active\": false}")
                        .json()
                        .at("/is_active")
                        .booleanValue())
                .isFalse();
        assertThat(gateway.refused(made.text("/key"))).isEqualTo(Reason.INACTIVE_KEY);
        gateway.send("PATCH", path, "{\"is_active\": true}");
        assertThat(gateway.verify(made.text("/key"))).isInstanceOf(Granted.class);
    }

    @Test
    void aKeyThatExpiredIsSwitchedOnWithALaterExpiryOnly() {
        Answer made = gateway.create("{\"is_active\": false, \"expires_at\": \"2026-03-02T00:00:00Z\"}");
        String path = "/v1/keys/" + made.text("/id");
        gateway.clock.move(Duration.ofDays(2));

        assertThat(gateway.send("PATCH", path, "{\"is_active\": true}").status())
                .isEqualTo(400);
        assertThat(gateway.send("PATCH", path, "{\"is_active\": true, \"expires_at\": \"2026-05-01T00:00:00Z\"}")
                        .status())
                .isEqualTo(200);
        assertThat(gateway.verify(made.text("/key"))).isInstanceOf(Granted.class);
    }

    @Test
    void aDeletedKeyIsGoneForGoodAndItsHistoryStays() {
        Answer made = gateway.create("{}");
        String id = made.text("/id");

        Answer gone = gateway.send("DELETE", "/v1/keys/" + id, "");

        assertThat(gone.status()).isEqualTo(204);
        assertThat(gone.raw().body()).isEmpty();
        assertThat(gateway.refused(made.text("/key"))).isEqualTo(Reason.DELETED_KEY);
        for (Answer missing : List.of(
                gateway.get("/v1/keys/" + id),
                gateway.send("PATCH", "/v1/keys/" + id, "{}"),
                gateway.send("DELETE", "/v1/keys/" + id, ""),
                gateway.send("POST", "/v1/keys/" + id + "/rotate", ""))) {
            assertThat(missing.status()).isEqualTo(404);
            assertThat(missing.text()).isEqualTo("{\"detail\":\"API key with id '" + id + "' not found\"}");
        }
        assertThat(gateway.get("/v1/keys/" + id + "/events").json().findValuesAsText("action"))
                .containsExactly("deleted", "created");
    }

    @Test
    void whatWasDoneToAKeyIsListedNewestFirst() {
        String id = gateway.create("{\"key_name\": \"old\"}").text("/id");
        gateway.send("PATCH", "/v1/keys/" + id, "{\"key_name\": \"new\"}");
        gateway.send("POST", "/v1/keys/" + id + "/rotate", "{}");

        Answer events = gateway.get("/v1/keys/" + id + "/events?limit=2");

        assertThat(events.json().findValuesAsText("action")).containsExactly("rotated", "updated");
        assertThat(events.json().at("/1/changes").toString())
                .isEqualTo("[{\"field\":\"key_name\",\"before\":\"old\",\"after\":\"new\"}]");
        assertThat(events.text("/1/actor")).isEqualTo("master");
        assertThat(gateway.get("/v1/keys/nobody/events").status()).isEqualTo(404);
    }

    @Test
    void aLongestLifeIsHeldToAndNamesTheMember() {
        try (Management strict = new Management(
                Profiles.anyLlm(),
                new dev.latchkey.manage.MemoryKeyRepository(),
                gate -> {},
                api -> api.longestLife(Duration.ofDays(90)))) {
            Answer refused = strict.create("{}");

            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.text("/detail/0/loc/1")).isEqualTo("expires_at");
            assertThat(strict.create("{\"expires_at\": \"2026-05-01T00:00:00Z\"}")
                            .status())
                    .isEqualTo(200);
        }
    }
}
