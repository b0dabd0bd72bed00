package dev.latchkey.servlet;

import static dev.latchkey.servlet.TestKeys.ALICE;
import static dev.latchkey.servlet.TestKeys.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Constants;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** An application that names the filter in its {@code web.xml} and nowhere else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TomcatWebXmlTest {
    private Container.Running running;

    @BeforeAll
    void startApplication() throws Exception {
        Tomcat tomcat = TomcatContainer.onFreePort();
        URL webapp = Objects.requireNonNull(TomcatWebXmlTest.class.getResource("/webapp"));
        ContextConfig config = new ContextConfig();
        config.setDefaultWebXml(Constants.NoDefaultWebXml);
        Context context = tomcat.addWebapp(
                tomcat.getHost(), "/app", Path.of(webapp.toURI()).toString(), config);
        context.setParentClassLoader(TomcatWebXmlTest.class.getClassLoader());
        running = TomcatContainer.started(tomcat);
    }

    @AfterAll
    void stopApplication() throws Exception {
        running.stop();
    }

    private RawAnswer ask(String target, String... headerLines) throws Exception {
        return RawHttp.get(running.port(), target, headerLines);
    }

    @Test
    void aGoodKeyPassesAndIsIdentified() throws Exception {
        RawAnswer answer = ask("/app/v1/echo", bearer(ALICE));
        assertThat(answer.seen("label")).containsExactly("alice");
        assertThat(answer.seen("header x-latchkey-label")).containsExactly("alice");
    }

    @Test
    void aMissingKeyIsRefusedInTheWordsOfTheProfile() throws Exception {
        RawAnswer answer = ask("/app/v1/echo");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body())
                .isEqualTo("{\"error\":{\"code\":\"unauthorized\",\"message\":\"Invalid or missing API key\"}}");
    }

    @Test
    void theOpenRouteIsOpen() throws Exception {
        assertThat(ask("/app/status").status()).isEqualTo(200);
    }

    @Test
    void aForwardIsGuarded() throws Exception {
        assertThat(ask("/app/open/forward?to=/v1/echo").status()).isEqualTo(401);
        assertThat(ask("/app/open/forward?to=/v1/echo", bearer(ALICE)).seen("dispatcher"))
                .containsExactly("FORWARD");
    }

    @Test
    void asyncIsSupported() throws Exception {
        assertThat(ask("/app/v1/async", bearer(ALICE)).seen("dispatcher")).containsExactly("ASYNC");
    }
}
