package dev.latchkey.servlet;

import dev.latchkey.Request;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A servlet request as an authenticator reads it: the headers that the client sent, and the target of one dispatch. */
final class ServletRequestView implements Request {
    private final HttpServletRequest sent;
    private final String target;

    /**
     * A view.
     *
     * @param sent the request as it was before any header was dropped
     * @param target where this dispatch goes
     */
    ServletRequestView(HttpServletRequest sent, String target) {
        this.sent = sent;
        this.target = target;
    }

    @Override
    public String method() {
        return sent.getMethod();
    }

    @Override
    public String target() {
        return target;
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
