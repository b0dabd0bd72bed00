package dev.latchkey.servlet;

import static dev.latchkey.servlet.ChatRequests.OTHER;
import static dev.latchkey.servlet.TestKeys.ALICE;
import static dev.latchkey.servlet.TestKeys.BOB;
import static dev.latchkey.servlet.TestKeys.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Authenticator;
import dev.latchkey.Route;
import dev.latchkey.UserRule;
import dev.latchkey.body.BodyReader;
import dev.latchkey.profile.Profiles;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that no decision turns on go to the host as they come. */
abstract class BodyStreamFacts extends ServerFacts {
    private static final String JSON = "Content-Type: application/json";
    private BodyServlet host;
    private int port;

    BodyStreamFacts(Container container) {
        super(container);
    }

    @BeforeEach
    void startHost() throws Exception {
        host = new BodyServlet();
        port = start(BodyHost.gate(), host::addTo);
    }

    /** Every key speaks for its own user only, whom JSON may name, and need not. */
    private static Authenticator boundToUsers() {
        return builder(Profiles.standard().toBuilder()
                        .userRule(UserRule.REFUSE_MISMATCH)
                        .build())
                .routes(Route.post("/v1/*").readsBody())
                .build();
    }

    private void assertComesAsItIsSent(int server, String head) throws Exception {
        long heldBefore = BodyReader.heldByAll();
        String body = ChatRequests.body(OTHER);
        try (RawHttp http = new RawHttp(server)) {
            http.send(head + ChatRequests.chunk(body.substring(0, 1)));
            assertThat(host.firstByte.get(20, TimeUnit.SECONDS)).isEqualTo('{');
            assertThat(BodyReader.heldByAll()).isEqualTo(heldBefore);
            http.send(ChatRequests.chunk(body.substring(1)) + "0\r\n\r\n");
            assertThat(http.answer().seen("sha256")).containsExactly(ChatRequests.sha256(body.substring(1)));
        }
    }

    @Test
    void aKeyWithoutRulesStreams() throws Exception {
        assertComesAsItIsSent(port, ChatRequests.chunkedHead("/v1/as-it-comes", bearer(BOB)));
    }

    @Test
    void aRouteThatIsNotReadStreams() throws Exception {
        assertComesAsItIsSent(port, ChatRequests.chunkedHead("/else/as-it-comes", bearer(ALICE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "GET", "DELETE"})
    void anotherMethodStreams(String method) throws Exception {
        String post = ChatRequests.chunkedHead("/v1/as-it-comes", bearer(ALICE));
        assertComesAsItIsSent(port, post.replace("POST ", method + " "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: multipart/form-data; boundary=x",
                "Content-Type: application/x-www-form-urlencoded",
                "Content-Type: application/octet-stream"
            })
    void whatIsNotJsonStreams(String type) throws Exception {
        String json = ChatRequests.chunkedHead("/v1/as-it-comes", bearer(ALICE));
        assertComesAsItIsSent(start(boundToUsers(), host::addTo), json.replace(JSON, type));
    }

    @Test
    void andJsonWithTheSameRulesDoesNot() throws Exception {
        String request = ChatRequests.withLength("/v1/chat", "{\"user\":\"mallory\"}", bearer(ALICE));
        assertThat(RawHttp.send(start(boundToUsers(), host::addTo), request).status())
                .isEqualTo(403);
    }

    @Test
    void theContainerStillReadsTheParametersOfAForm() throws Exception {
        assertThat(ask("/v1/form", "application/x-www-form-urlencoded", "model=gpt-4o")
                        .seen("parameter"))
                .containsExactly("gpt-4o");
    }

    @Test
    void theContainerStillReadsTheParts() throws Exception {
        String body = "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x--\r\n";
        assertThat(ask("/v1/parts", "multipart/form-data; boundary=x", body).seen("parts"))
                .containsExactly("1");
    }

    private RawAnswer ask(String target, String type, String body) throws Exception {
        String request = ChatRequests.withLength(target, body, bearer(ALICE)).replace(JSON, "Content-Type: " + type);
        return RawHttp.send(start(boundToUsers(), host::addTo), request);
    }
}
