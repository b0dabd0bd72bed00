package dev.latchkey.examples.gateway;

/** A server that is listening on 127.0.0.1. */
interface GatewayServer extends AutoCloseable {

    /** The port it is bound to. */
    int port();

    /** Takes no more requests, lets those in flight end for a few seconds, and frees the port. */
    @Override
    void close();
}
