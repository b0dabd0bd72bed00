package dev.latchkey.servlet;

import dev.latchkey.Request;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A servlet request as an authenticator reads it: the headers that the client sent, and the target of one dispatch. For one thread. */
final class ServletRequestView implements Request {
    private final HttpServletRequest sent;
    private final HttpServletRequest dispatched;
    private @Nullable String target;

    /**
     * A view. Nothing is read until it is asked for, so that a request that throws does so where the authenticator
     * expects it.
     *
     * @param sent the request as it was before any header was dropped
     * @param dispatched the request of this dispatch
     */
    ServletRequestView(HttpServletRequest sent, HttpServletRequest dispatched) {
        this.sent = sent;
        this.dispatched = dispatched;
    }

    /** The request of this dispatch. */
    HttpServletRequest dispatched() {
        return dispatched;
    }

    @Override
    public String method() {
        return sent.getMethod();
    }

    @Override
    public String target() {
        String known = target;
        if (known == null) {
            known = DispatchTarget.of(dispatched);
            target = known;
        }
        return known;
    }

    @Override
    public List<String> headers(String name) {
        @Nullable Enumeration<String> values = sent.getHeaders(name);
        if (values == null || !values.hasMoreElements()) {
            return List.of();
        }
        String first = values.nextElement();
        return values.hasMoreElements() ? several(first, values) : List.of(first);
    }

    private static List<String> several(String first, Enumeration<String> more) {
        List<String> all = new ArrayList<>();
        all.add(first);
        while (more.hasMoreElements()) {
            all.add(more.nextElement());
        }
        return all;
    }

    @Override
    public @Nullable InetAddress peerAddress() {
        return PeerAddress.parse(sent.getRemoteAddr());
    }
}
