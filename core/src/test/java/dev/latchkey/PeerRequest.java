package dev.latchkey;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** A request that comes from this address. */
record PeerRequest(Request request, InetAddress peerAddress) implements Request {

    /** The request, as this address sends it; no name is ever looked up. */
    static PeerRequest from(String address, Request request) {
        try {
            return new PeerRequest(request, InetAddress.getByName(address));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

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
}
