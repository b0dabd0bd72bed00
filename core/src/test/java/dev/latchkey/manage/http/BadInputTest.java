package dev.latchkey.manage.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Reason;
import dev.latchkey.TestRequest;
import dev.latchkey.manage.MemoryKeyRepository;
import dev.latchkey.profile.Profiles;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What gets in is what is described, and nothing of what was sent comes back but the names of members. */
class BadInputTest {
    private final Management anyLlm = new Management(Profiles.anyLlm());
    private final Management standard = new Management(Profiles.standard());

    @AfterEach
    void close() {
        anyLlm.close();
        standard.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"is_admin", "key_hash", "spend", "id", "key", "created_at", "sha256", "label", "usage"})
    void anUnknownOrReadOnlyMemberIsRefusedByName(String member) {
        String body = "{\"key_name\": \"a\", \"" + member + "\": \"CANARY\"}";

        Answer listed = anyLlm.create(body);
        Answer wrapped = standard.create(body);

        assertThat(listed.status()).isEqualTo(422);
        assertThat(listed.text())
                .isEqualTo("{\"detail\":[{\"type\":\"extra_forbidden\",\"loc\":[\"body\",\"" + member
                        + "\"],\"msg\":\"a member that does not exist or cannot be set\"}]}");
        assertThat(wrapped.status()).isEqualTo(422);
        assertThat(wrapped.text("/error/code")).isEqualTo("unknown_member");
        assertThat(wrapped.text("/detail")).isEqualTo(member + ": a member that does not exist or cannot be set");
        assertThat(wrapped.text() + listed.text()).doesNotContain("CANARY");
    }

    @Test
    void aNameThatMayBeASecretIsNotRepeated() {
        String key = anyLlm.create("{}").text("/key");

        assertThat(anyLlm.create("{\"" + key + "\": 1}").text()).doesNotContain(key.substring(0, 12));
        assertThat(anyLlm.create("{\"" + key + "\": 1, \"" + key + "\": 2}").text())
                .doesNotContain(key.substring(0, 12));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "key_name | 7",
                "key_name | \"\"",
                "key_name | \"a\\u0000b\"",
                "key_name | [\"CANARY\"]",
                "user_id | {}",
                "is_active | \"true\"",
                "is_active | 1",
                "expires_at | \"2027-01-01T00:00:00\"",
                "expires_at | \"2127-01-01T00:00:00Z\"",
                "expires_at | 1893456000",
                "metadata | \"CANARY\"",
                "metadata | [1]",
                "allowed_models | [\"gpt-4o\"]",
                "allowed_models | [\"openai:g*o\"]",
                "usage_limit | -1",
                "usage_limit | 1e-6",
                "usage_limit | \"NaN\"",
                "usage_limit | 1e2000000",
                "usage_limit | \"0.0000000001\"",
                "limits | [{\"requests\": -1, \"per\": \"minute\"}]",
                "allowed_addresses | [\"10.0.0.5/8\"]",
                "access | [{\"rule_type\": \"allow_everything\"}]",
                "plan | \"gold\""
            })
    void aValueThatCannotBeIsRefusedAndNotRepeated(String member, String value) {
        Answer listed = anyLlm.create("{\"" + member + "\": " + value + "}");
        Answer wrapped = standard.create("{\"" + member + "\": " + value + "}");

        assertThat(listed.status()).as(listed.text()).isEqualTo(422);
        assertThat(listed.text("/detail/0/loc/1")).isEqualTo(member);
        assertThat(wrapped.status()).isEqualTo(422);
        assertThat(wrapped.text("/error/message")).startsWith(member + ": ");
        assertThat(listed.text() + wrapped.text()).doesNotContain("CANARY").doesNotContain("gpt-4o");
        assertThat(anyLlm.get("/v1/keys").json()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "\"text\"",
                "null",
                "{\"key_name\": \"CANARY\"",
                "{\"key_name\": 'CANARY'}",
                "{\"key_name\": NaN}",
                "{} {}",
                "{\"key_name\": \"a\"}, {\"is_admin\": true}",
                "\uFEFF{}"
            })
    void whatIsNoJsonObjectIsRefused(String body) {
        Answer listed = anyLlm.create(body);
        Answer wrapped = standard.create(body);

        assertThat(listed.status()).isEqualTo(422);
        assertThat(listed.text("/detail/0/type")).isEqualTo("json_invalid");
        assertThat(wrapped.status()).isEqualTo(400);
        assertThat(wrapped.text("/error/code")).isEqualTo("malformed_body");
        assertThat(listed.text() + wrapped.text()).doesNotContain("CANARY");
    }

    @Test
    void aMissingBodyAndAMissingMemberAreTold() {
        assertThat(anyLlm.create("").text())
                .isEqualTo("{\"detail\":[{\"type\":\"missing\",\"loc\":[\"body\"],\"msg\":\"Field required\"}]}");
        assertThat(anyLlm.send("POST", "/v1/users", "{\"alias\": \"a\"}").text())
                .isEqualTo(
                        "{\"detail\":[{\"type\":\"missing\",\"loc\":[\"body\",\"user_id\"],\"msg\":\"Field required\"}]}");
    }

    @Test
    void aMemberThatStandsThereTwiceIsRefusedByName() {
        Answer listed = anyLlm.create("{\"is_active\": false, \"is_active\": true}");

        assertThat(listed.status()).isEqualTo(422);
        assertThat(listed.text("/detail/0/loc/1")).isEqualTo("is_active");
        assertThat(standard.create("{\"metadata\": {\"a\": 1, \"\\u0061\": 2}}").status())
                .isEqualTo(400);
        assertThat(standard.create("{\"is_active\": false, \"is_\\u0061ctive\": true}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void bytesThatAreNoUtf8AreRefused() {
        TestRequest request = anyLlm.as(Management.MASTER, "POST", "/v1/keys");
        byte[] latin1 = "{\"key_name\": \"caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(anyLlm.api.answer(request, latin1).status()).isEqualTo(422);
    }

    @Test
    void depthAndSizeAreBounded() {
        String deep = "{\"metadata\": " + "[".repeat(10_000) + "]".repeat(10_000) + "}";
        String large = "{\"metadata\": {\"a\": [" + "1,".repeat(ManagementApi.LONGEST_BODY / 2) + "1]}}";

        assertThat(anyLlm.create(deep).status()).isEqualTo(422);
        assertThat(standard.create(deep).status()).isEqualTo(400);
        assertThat(anyLlm.create(large).status()).isEqualTo(413);
        assertThat(standard.create(large).text("/error/code")).isEqualTo("body_too_large");
        assertThat(standard.create("{\"metadata\": {\"a\": \"" + "x".repeat(9_000) + "\"}}")
                        .text("/detail"))
                .startsWith("metadata: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=-1",
                "limit=0",
                "limit=1001",
                "limit=1000000000",
                "limit=99999999999999999999",
                "limit=+5",
                "limit=",
                "limit=1&limit=2",
                "skip=x",
                "skip=-1",
                "skip=1.5",
                "skip=%zz",
                "status=CANARY",
                "expiring_before=2026-01-01",
                "unused_since=CANARY"
            })
    void aParameterThatCannotBeIsRefusedByName(String query) {
        String name = query.substring(0, query.indexOf('='));

        Answer listed = anyLlm.get("/v1/keys?" + query);
        Answer wrapped = standard.get("/v1/keys?" + query);

        assertThat(listed.status()).isEqualTo(422);
        assertThat(listed.json().at("/detail/0/loc").toString()).isEqualTo("[\"query\",\"" + name + "\"]");
        assertThat(wrapped.status()).isEqualTo(422);
        assertThat(wrapped.text("/error/message")).startsWith(name + ": ");
        assertThat(listed.text() + wrapped.text()).doesNotContain("CANARY");
    }

    @Test
    void anotherIdIsAnsweredAsAMissingOneIs() {
        for (String path : List.of("/v1/keys/nobody", "/v1/keys/a%20b", "/v1/keys/" + "x".repeat(3000))) {
            assertThat(anyLlm.get(path).status()).isEqualTo(404);
            assertThat(anyLlm.get(path).text()).hasSizeLessThan(200);
        }
        assertThat(anyLlm.get("/v1/keys/nobody").text())
                .isEqualTo("{\"detail\":\"API key with id 'nobody' not found\"}");
        assertThat(anyLlm.get("/v1/users/%3Cscript%3E%22").text())
                .isEqualTo("{\"detail\":\"User '<script>\\\"' not found\"}");
        assertThat(anyLlm.get("/v1/budgets/nobody").text())
                .isEqualTo("{\"detail\":\"Budget with id 'nobody' not found\"}");
    }

    @Test
    void anotherMethodIsToldWhichThereAre() {
        Answer refused = anyLlm.send("PUT", "/v1/keys", "{}");

        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.text()).isEqualTo("{\"detail\":\"Method Not Allowed\"}");
        assertThat(refused.header("Allow")).isEqualTo("POST, GET");
        assertThat(anyLlm.get("/v1/keys/a/b/c").text()).isEqualTo("{\"detail\":\"Not Found\"}");
    }

    @Test
    void nobodyButTheHolderOfTheMasterKeyGetsIn() {
        String key = anyLlm.create("{}").text("/key");

        Answer virtual = anyLlm.send(anyLlm.as(key, "POST", "/v1/keys"), "{}");
        Answer none = anyLlm.send(TestRequest.of("GET", "/v1/nothing").to("GET", "/v1/keys"), "");

        assertThat(virtual.status()).isEqualTo(401);
        assertThat(virtual.text()).isEqualTo("{\"detail\":\"Invalid master key\"}");
        assertThat(none.text()).isEqualTo("{\"detail\":\"Missing X-AnyLLM-Key or Authorization header\"}");
        assertThat(anyLlm.api.refusal(anyLlm.as(key, "POST", "/v1/keys"))).isPresent();
        assertThat(anyLlm.api.refusal(anyLlm.as(Management.MASTER, "POST", "/v1/keys")))
                .isEmpty();
        assertThat(standard.send(TestRequest.of("GET", "/v1/keys").with("Authorization", "Bearer " + key), "")
                        .header("WWW-Authenticate"))
                .contains("error=\"invalid_token\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void withoutAMasterKeyEverythingIsClosedBeforeAHeaderIsRead(String blank) {
        try (Management closed =
                new Management(Profiles.anyLlm(), new MemoryKeyRepository(), gate -> {}, api -> {}, blank)) {
            dev.latchkey.Request unread = new dev.latchkey.Request() {
                @Override
                public String method() {
                    return "GET";
                }

                @Override
                public String target() {
                    return "/v1/keys";
                }

                @Override
                public List<String> headers(String name) {
                    throw new AssertionError("read " + name);
                }

                @Override
                public java.net.@org.jspecify.annotations.Nullable InetAddress peerAddress() {
                    return null;
                }
            };

            Answer answer = new Answer(closed.api.answer(unread, new byte[0]));

            assertThat(closed.api.owns(unread)).isTrue();
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.text())
                    .isEqualTo("{\"detail\":\"Master key not configured. Set GATEWAY_MASTER_KEY environment"
                            + " variable.\"}");
            assertThat(closed.gate.refusals()).containsOnlyKeys(Reason.MASTER_KEY_NOT_CONFIGURED);
        }
    }
}
