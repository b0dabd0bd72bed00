package dev.latchkey.examples.gateway;

import dev.latchkey.Authenticator;
import dev.latchkey.examples.upstream.StandInUpstream;
import dev.latchkey.manage.http.ManagementApi;
import java.io.IOException;

/** The servers that the gateway can run on. */
enum ServerKind {
    JETTY,
    NETTY;

    /**
     * Starts a server on 127.0.0.1.
     *
     * @param port 1 to 65535, or 0 for any that is free
     * @throws IOException if the port cannot be had
     */
    GatewayServer start(int port, Authenticator authenticator, ManagementApi management, StandInUpstream upstream)
            throws IOException {
        return switch (this) {
            case JETTY -> JettyServer.start(port, authenticator, management, upstream);
            case NETTY -> NettyServer.start(port, authenticator, management, upstream);
        };
    }
}
