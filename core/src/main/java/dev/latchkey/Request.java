package dev.latchkey;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an authenticator asks of a request. Adapters implement it over their own server's request, without copying;
 * nothing here is decoded, normalised or trusted.
 */
public interface Request {

    /** The method, as sent: {@code GET}, {@code POST}, … */
    String method();

    /**
     * The request target as the client sent it (RFC 9112, section 3.2), relative to the host's context path where it has
     * one. Open routes match it byte for byte up to the query, so an adapter that cannot know it must answer with what
     * comes closest and is never decoded.
     */
    String target();

    /** The target from the first {@code /} after any authority to before the query; never decoded. */
    default String path() {
        return Targets.path(target());
    }

    /** Every value of the field, in order, one for each line; the name in any case. Empty if there is none. */
    List<String> headers(String name);

    /** The address of the peer, asked only when a check needs it; null where there is none, as on a Unix socket. */
    @Nullable InetAddress peerAddress();
}
