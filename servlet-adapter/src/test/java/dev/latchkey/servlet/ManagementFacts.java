package dev.latchkey.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.latchkey.Authenticator;
import dev.latchkey.manage.KeyDirectory;
import dev.latchkey.manage.MemoryKeyRepository;
import dev.latchkey.manage.http.ManagementApi;
import dev.latchkey.profile.Profiles;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Keys are managed by whoever holds the master key, and the host's own routes know nothing of it. */
abstract class ManagementFacts extends ServerFacts {
    private static final String MASTER = "master-key-of-32-characters-0001";
    private static final String BY_MASTER = "Authorization: Bearer " + MASTER;

    private final KeyDirectory keys = KeyDirectory.follow(new MemoryKeyRepository());

    ManagementFacts(Container container) {
        super(container);
    }

    @AfterAll
    void closeKeys() {
        keys.close();
    }

    private int startManaged(String contextPath, String masterKey) throws Exception {
        Authenticator gate = Authenticator.builder(Profiles.standard())
                .masterKey(masterKey)
                .keys(keys)
                .users(keys)
                .build();
        return start(contextPath, context -> {
            ManagementServlet.register(
                    context, ManagementApi.builder(gate, keys).build());
            LatchkeyFilter.register(context, gate);
            new HostServlet().addTo(context);
        });
    }

    private static RawAnswer send(int port, String method, String target, String body, String... lines)
            throws IOException {
        String[] all = new String[lines.length + 2];
        System.arraycopy(lines, 0, all, 0, lines.length);
        all[lines.length] = "Content-Length: " + body.length();
        all[lines.length + 1] = "Content-Type: application/json";
        return RawHttp.send(port, RawHttp.request(method, target, all) + body);
    }

    private static String member(RawAnswer answer, String name) {
        Matcher found = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(answer.body());
        assertThat(found.find()).as(answer.body()).isTrue();
        return found.group(1);
    }

    @Test
    void aKeyIsMadeUsedRotatedAndDeleted() throws Exception {
        int port = startManaged("", MASTER);

        RawAnswer made = send(port, "POST", "/v1/keys", "{\"key_name\": \"billing\"}", BY_MASTER);
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.header("Content-Type")).contains("application/json");
        assertThat(made.headerValues("Cache-Control")).containsExactly("no-store");
        String path = "/v1/keys/" + member(made, "id");
        assertThat(status(port, member(made, "key"))).isEqualTo(200);

        RawAnswer rotated = send(port, "POST", path + "/rotate", "", BY_MASTER);
        assertThat(status(port, member(made, "key"))).isEqualTo(401);
        assertThat(status(port, member(rotated, "key"))).isEqualTo(200);

        RawAnswer deleted = send(
                port,
                "DELETE",
                path,
                "",
                BY_MASTER,
                "If-Match: " + rotated.header("ETag").orElseThrow(),
                "Connection: close");
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(status(port, member(rotated, "key"))).isEqualTo(401);
    }

    private static int status(int port, String key) throws IOException {
        return RawHttp.get(port, "/v1/chat", "Authorization: Bearer " + key).status();
    }

    @Test
    void aBodyInChunksIsReadToo() throws Exception {
        int port = startManaged("", MASTER);

        RawAnswer made = RawHttp.send(
                port,
                RawHttp.request("POST", "/v1/keys", BY_MASTER, "Transfer-Encoding: chunked")
                        + "9\r\n{\"key_nam\r\n7\r\ne\": \"x\"\r\n1\r\n}\r\n0\r\n\r\n");

        assertThat(member(made, "key_name")).isEqualTo("x");
    }

    @Test
    void aStrangerIsAnsweredBeforeTheBodyIsRead() throws Exception {
        int port = startManaged("", MASTER);

        RawAnswer refused = RawHttp.send(
                port, RawHttp.request("POST", "/v1/keys", "Authorization: Bearer x", "Content-Length: 1000"));

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("WWW-Authenticate")).isPresent();
    }

    @Test
    void aBodyAboveAMebibyteIs413() throws Exception {
        int port = startManaged("", MASTER);
        String body = " ".repeat(ManagementApi.LONGEST_BODY - 1) + "{}";

        assertThat(send(port, "POST", "/v1/keys", body, BY_MASTER).status()).isEqualTo(413);
        assertThat(send(port, "POST", "/v1/keys", body.substring(1), BY_MASTER).status())
                .isEqualTo(200);
    }

    @Test
    void withoutAMasterKeyManagementIsClosedAndTheRestIsNot() throws Exception {
        int port = startManaged("", "");

        assertThat(RawHttp.get(port, "/v1/keys", BY_MASTER).status()).isEqualTo(503);
        assertThat(RawHttp.get(port, "/v1/keys").status()).isEqualTo(503);
        assertThat(RawHttp.get(port, "/v1/chat").status()).isEqualTo(401);
        assertThat(RawHttp.get(port, "/health").status()).isEqualTo(200);
    }

    @Test
    void theMasterKeyOpensNoRouteOfTheHost() throws Exception {
        int port = startManaged("", MASTER);

        assertThat(RawHttp.get(port, "/v1/chat", BY_MASTER).status()).isEqualTo(401);
        for (String odd : new String[] {
            "/v1/keys/..;/chat", "/v1/keys/../chat", "//v1/keys", "/v1/%6beys", "/v1/keys;x", "/v1/keys/%2e%2e/chat"
        }) {
            assertThat(statusOrClosed(port, RawHttp.request("GET", odd, BY_MASTER)))
                    .as(odd)
                    .isIn(400, 401, 404, 0);
        }
    }

    @Test
    void itIsFoundBelowTheContextPath() throws Exception {
        int port = startManaged("/gateway", MASTER);

        assertThat(RawHttp.get(port, "/gateway/v1/keys", BY_MASTER).status()).isEqualTo(200);
        assertThat(RawHttp.get(port, "/gateway/v1/keys").status()).isEqualTo(401);
    }

    @Test
    void managementThatIsRegisteredBehindTheFilterIsRefused() throws Exception {
        Authenticator gate = Authenticator.builder(Profiles.standard())
                .masterKey(MASTER)
                .keys(keys)
                .build();
        ManagementApi api = ManagementApi.builder(gate, keys).build();
        int port = start(context -> {
            LatchkeyFilter.register(context, gate);
            assertThatIllegalStateException()
                    .isThrownBy(() -> ManagementServlet.register(context, api))
                    .withMessage("LatchkeyFilter was registered before, and would refuse the master key:"
                            + " call ManagementServlet.register first, then LatchkeyFilter.register");
            new HostServlet().addTo(context);
        });

        assertThat(RawHttp.get(port, "/v1/keys", BY_MASTER).status()).isEqualTo(401);
    }

    @Test
    void inAContextOfItsOwnItNeedsNoFilter() throws Exception {
        Authenticator gate = Authenticator.builder(Profiles.standard())
                .masterKey(MASTER)
                .keys(keys)
                .build();
        int port = start(context -> context.addServlet(
                        "management",
                        new ManagementServlet(ManagementApi.builder(gate, keys).build()))
                .addMapping("/v1/keys", "/v1/keys/*"));

        assertThat(RawHttp.get(port, "/v1/keys", BY_MASTER).status()).isEqualTo(200);
        assertThat(RawHttp.get(port, "/v1/keys").status()).isEqualTo(401);
        assertThat(RawHttp.get(port, "/v1/keys/", BY_MASTER).status()).isEqualTo(404);
    }
}
