package dev.latchkey.manage.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Denied;
import dev.latchkey.Open;
import dev.latchkey.TestRequest;
import dev.latchkey.profile.Profiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EnforcementOverHttpTest {
    private static final String PATH = "/v1/management/enforcement";

    private final Management gateway = new Management(Profiles.cloudflare());

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void enforcementIsSwitchedWhileRunningAndNeverForManagement() {
        assertThat(gateway.get(PATH).text()).isEqualTo("{\"enforcement\":\"on\"}");
        assertThat(gateway.gate.authenticate(TestRequest.get("/v1/models"))).isInstanceOf(Denied.class);

        assertThat(gateway.send("PUT", PATH, "{\"enforcement\": \"off\"}").text())
                .isEqualTo("{\"enforcement\":\"off\"}");

        assertThat(gateway.gate.authenticate(TestRequest.get("/v1/models"))).isInstanceOf(Open.class);
        assertThat(gateway.send(TestRequest.of("PUT", PATH), "{\"enforcement\": \"on\"}")
                        .status())
                .isEqualTo(401);
        assertThat(gateway.send("PUT", PATH, "{\"enforcement\": \"observe\"}").status())
                .isEqualTo(200);
        assertThat(gateway.send("PUT", PATH, "{\"enforcement\": \"on\"}").status())
                .isEqualTo(200);
        assertThat(gateway.gate.authenticate(TestRequest.get("/v1/models"))).isInstanceOf(Denied.class);
    }

    @Test
    void anythingElseChangesNothing() {
        for (String body : new String[] {
            "{\"enforcement\": \"OFF\"}",
            "{\"enforcement\": null}",
            "{\"enforcement\": false}",
            "{}",
            "{\"enforcement\": \"off\", \"for\": 5}"
        }) {
            Answer refused = gateway.send("PUT", PATH, body);

            assertThat(refused.status()).as(body).isEqualTo(422);
            assertThat(refused.text("/error/0/code")).isEqualTo("422");
        }
        assertThat(gateway.get(PATH).text()).isEqualTo("{\"enforcement\":\"on\"}");
    }
}
