package dev.latchkey.examples.gateway;

import dev.latchkey.Authenticator;
import dev.latchkey.examples.upstream.StandInUpstream;
import java.io.IOException;

/** The servers that the gateway can run on. */
enum ServerKind {
    JETTY(JettyServer::start),
    NETTY(NettyServer::start);

    private final Start start;

    ServerKind(Start start) {
        this.start = start;
    }

    /**
     * Starts a server on 127.0.0.1.
     *
     * @param port 1 to 65535, or 0 for any that is free
     * @throws IOException if the port cannot be had
     */
    GatewayServer start(int port, Authenticator authenticator, StandInUpstream upstream) throws IOException {
        return start.start(port, authenticator, upstream);
    }

    private interface Start {
        GatewayServer start(int port, Authenticator authenticator, StandInUpstream upstream) throws IOException;
    }
}
