package dev.latchkey.manage.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.TestRequest;
import dev.latchkey.profile.Profiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnedPathsTest {
    private final Management gateway = new Management(Profiles.anyLlm());

    @AfterEach
    void close() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/keys",
                "/v1/keys?skip=1",
                "/v1/keys/a",
                "/v1/keys/a/b/c/d",
                "/v1/users/a%40b.example",
                "/v1/users/%E2%82%AC",
                "/v1/budgets",
                "/v1/management",
                "/v1/management/openapi.json",
                "http://gateway.example/v1/keys"
            })
    void whatBeginsAsOurRoutesDoIsOurs(String target) {
        assertThat(gateway.api.owns(TestRequest.get(target))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1",
                "/v1/",
                "/v1/keys/",
                "/v1/keysmith",
                "/V1/keys",
                "/v1/chat/completions",
                "/x/v1/keys",
                "//v1/keys",
                "/v1//keys",
                "/v1/./keys",
                "/v1/keys/../chat/completions",
                "/v1/keys/..;/chat/completions",
                "/v1/keys;x=1",
                "/v1/keys/a;x",
                "/v1/%6beys",
                "/v1%2fkeys",
                "/v1/keys/%2e%2e/chat",
                "/v1/keys/a%2fb",
                "/v1/keys/a%00",
                "/v1/keys/a%",
                "/v1/keys/%zz",
                "/v1/keys/%ff",
                "/v1/keys/%c0%af",
                "/v1/keys/\\..",
                "/v1/keys/a b",
                "/v1/keys/\u00e9",
                "/v1/keys#",
                "*",
                ""
            })
    void whatCouldBeReadAsAnotherPathIsNot(String target) {
        assertThat(gateway.api.owns(TestRequest.get(target))).isFalse();
        assertThat(gateway.api
                        .answer(gateway.as(Management.MASTER, "GET", target), new byte[0])
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aUserIsFoundUnderTheirEscapedName() {
        gateway.send("POST", "/v1/users", "{\"user_id\": \"a b@\u20ac\"}");

        assertThat(gateway.get("/v1/users/a%20b@%E2%82%AC").text("/user_id")).isEqualTo("a b@\u20ac");
    }
}
