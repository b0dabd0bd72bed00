package dev.latchkey;

import java.net.InetAddress;
import java.util.List;

/** A request of a server that lost the connection before it was asked who is at the other end. */
record BrokenConnection(TestRequest request) implements Request {
    @Override
    public String method() {
        return request.method();
    }

    @Override
    public String target() {
        return request.target();
    }

    @Override
    public List<String> headers(String name) {
        return request.headers(name);
    }

    @Override
    public InetAddress peerAddress() {
        throw new IllegalStateException("the connection is gone");
    }
}
