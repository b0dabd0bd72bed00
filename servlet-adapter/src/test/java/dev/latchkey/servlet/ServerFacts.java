package dev.latchkey.servlet;

import dev.latchkey.Authenticator;
import dev.latchkey.GatewayProfile;
import dev.latchkey.Route;
import dev.latchkey.profile.Profiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/** What holds in every container. Applications are started on demand and stopped after the last test of a class. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ServerFacts {
    private final Container container;
    private final List<Container.Running> running = new ArrayList<>();

    ServerFacts(Container container) {
        this.container = container;
    }

    @AfterAll
    void stopContainers() throws Exception {
        Collections.reverse(running);
        for (Container.Running server : running) {
            server.stop();
        }
    }

    final int start(Container.Application application) throws Exception {
        return start("", application);
    }

    final int start(String contextPath, Container.Application application) throws Exception {
        Container.Running server = container.start(contextPath, application);
        running.add(server);
        return server.port();
    }

    final int start(Authenticator authenticator) throws Exception {
        return start(authenticator, new HostServlet()::addTo);
    }

    final int start(Authenticator authenticator, Container.Application host) throws Exception {
        return start(context -> {
            LatchkeyFilter.register(context, authenticator);
            host.onStartup(context);
        });
    }

    static Authenticator standard() {
        return builder(Profiles.standard()).openRoutes(Route.get("/health")).build();
    }

    static Authenticator.Builder builder(GatewayProfile profile) {
        return Authenticator.builder(profile).keys(TestKeys.aliceAndBob());
    }

    /** The status of a request so large or odd that a server may close the connection in place of an answer: then 0. */
    static int statusOrClosed(int port, String request) {
        try {
            return RawHttp.send(port, request).status();
        } catch (IOException e) {
            return 0;
        }
    }
}
