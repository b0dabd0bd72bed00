package dev.latchkey.manage.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.Call;
import dev.latchkey.Denied;
import dev.latchkey.Granted;
import dev.latchkey.Reason;
import dev.latchkey.TestRequest;
import dev.latchkey.profile.Profiles;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a manifest can say of a key can be said over HTTP, is shown in the same form, and holds at once. */
class KeyTermsOverHttpTest {
    private final Management gateway = new Management(Profiles.standard());

    @AfterEach
    void close() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"scopes\": [\"chat:write\"]}",
                "{\"scopes\": []}",
                "{\"plan\": \"free\"}",
                "{\"limits\": [{\"requests\": 5, \"per\": \"minute\", \"algorithm\": \"log\", \"name\": \"short\"}]}",
                "{\"usage_limit\": \"3.00\"}",
                "{\"period_limit\": {\"usd\": \"2.50\", \"every\": 3, \"unit\": \"day\"}}",
                "{\"allowed_addresses\": [\"10.0.0.0/8\", \"::1\"]}",
                "{\"allowed_models\": [\"openai:*\"]}",
                "{\"access\": [{\"id\": \"no-4o\", \"rule_type\": \"deny_models\", \"rule_value\": {\"models\": [\"gpt-4o\"]},"
                        + " \"status\": \"inactive\"}]}",
                "{\"project_mode\": \"hybrid\", \"provider_keys\": [\"openai\"], \"credits\": \"7.00\"}",
                "{\"environment\": \"production\"}",
                "{\"not_before\": \"2026-06-01T00:00:00Z\"}"
            })
    void aMemberIsSetOnCreateAndPatchedAndTakenAwayWithNull(String terms) {
        Answer made = gateway.create(terms);
        String plain = "/v1/keys/" + gateway.create("{}").text("/id");

        assertThat(made.status()).as(made.text()).isEqualTo(200);
        JsonNode asked = asked(terms);
        asked.fieldNames()
                .forEachRemaining(name -> assertThat(made.json().get(name)).isEqualTo(asked.get(name)));
        Answer patched = gateway.send("PATCH", plain, terms);
        asked.fieldNames()
                .forEachRemaining(name -> assertThat(patched.json().get(name)).isEqualTo(asked.get(name)));
        Answer back = gateway.send("PATCH", plain, nulls(asked));
        asked.fieldNames()
                .forEachRemaining(
                        name -> assertThat(back.json().get(name).isNull()).isTrue());
    }

    private static JsonNode asked(String terms) {
        try {
            return new com.fasterxml.jackson.databind.ObjectMapper().readTree(terms);
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String nulls(JsonNode asked) {
        ObjectNode nulls = ((ObjectNode) asked).objectNode();
        asked.fieldNames().forEachRemaining(nulls::putNull);
        return nulls.toString();
    }

    @Test
    void aRuleThatIsGivenWithoutAnIdGetsOneAndKeepsItWhenItIsChanged() {
        Answer made =
                gateway.create("{\"access\": [{\"rule_type\": \"deny_models\"}, {\"rule_type\": \"allow_models\"}]}");
        String path = "/v1/keys/" + made.text("/id");
        String id = made.text("/access/0/id");

        Answer changed = gateway.send(
                "PATCH",
                path,
                "{\"access\": [{\"id\": \"" + id + "\", \"rule_type\": \"deny_models\", \"rule_value\":"
                        + " {\"models\": [\"o1\"]}}]}");

        assertThat(id).isNotEmpty();
        assertThat(changed.json().findValuesAsText("id")).containsExactly(made.text("/id"), id);
        assertThat(gateway.get(path).text("/access/0/id")).isEqualTo(id);
    }

    @Test
    void whatIsSaidHoldsForTheNextCall() {
        Answer made = gateway.create("{\"limits\": [{\"requests\": 1, \"per\": \"minute\"}]}");
        String key = made.text("/key");
        assertThat(refused(key)).isNull();
        assertThat(refused(key)).isEqualTo(Reason.RATE_LIMITED);

        gateway.send("PATCH", "/v1/keys/" + made.text("/id"), "{\"limits\": null, \"allowed_addresses\": []}");

        assertThat(refused(key)).isEqualTo(Reason.ADDRESS_NOT_ALLOWED);
    }

    private @org.jspecify.annotations.Nullable Reason refused(String key) {
        TestRequest request = TestRequest.bearing(key);
        Granted who = (Granted) gateway.gate.authenticate(request);
        return gateway.gate.authorize(who, request, Call.none()) instanceof Denied denied ? denied.reason() : null;
    }

    @Test
    void membersThatDoNotGoTogetherAreRefusedWithTheNameOfOne() {
        for (List<String> body : List.of(
                List.of("{\"plan\": \"free\", \"limits\": [{\"requests\": 1, \"per\": \"hour\"}]}", "plan"),
                List.of("{\"credits\": \"1\"}", "credits"),
                List.of(
                        "{\"not_before\": \"2027-01-01T00:00:00Z\", \"expires_at\": \"2026-12-31T00:00:00Z\"}",
                        "expires_at"))) {
            Answer refused = gateway.create(body.get(0));

            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.text("/error/message")).startsWith(body.get(1) + ": ");
            assertThat(refused.text("/error/code")).isEqualTo("invalid_member");
        }
        assertThat(gateway.get("/v1/keys").json()).isEmpty();
    }
}
