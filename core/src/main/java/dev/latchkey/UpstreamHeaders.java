package dev.latchkey;

import java.util.List;
import java.util.Set;

/**
 * What happens to a request's headers between the client and the host: the gateway's own credential and any identity
 * headers that the client made up are dropped, and the identity is added where the host asked for that. Immutable and
 * thread-safe.
 */
public final class UpstreamHeaders {
    private static final String IDENTITY_PREFIX = "x-latchkey-";

    private final String[] dropped;
    private final List<Header> added;

    UpstreamHeaders(Set<String> dropped, List<Header> added) {
        this(dropped.toArray(String[]::new), added);
    }

    private UpstreamHeaders(String[] dropped, List<Header> added) {
        this.dropped = dropped;
        this.added = added;
    }

    /** The same are dropped, and these are added. */
    UpstreamHeaders adding(List<Header> headers) {
        return new UpstreamHeaders(dropped, headers);
    }

    /**
     * Whether the client's header of this name, in any case, is kept from the host. Beside the consumed credential that
     * is every name that starts with {@code X-Latchkey-}, with {@code _} standing for {@code -} as well, because some
     * servers do not tell the two apart.
     */
    public boolean drops(CharSequence name) {
        return startsLikeIdentity(name) || isDropped(name);
    }

    /** There are few, and looking at each is quicker than another name in lower case. */
    private boolean isDropped(CharSequence name) {
        for (String one : dropped) {
            if (one.length() == name.length() && one.equalsIgnoreCase(name.toString())) {
                return true;
            }
        }
        return false;
    }

    /** The headers added for the host, after dropping. */
    public List<Header> adds() {
        return added;
    }

    private static boolean startsLikeIdentity(CharSequence name) {
        if (name.length() < IDENTITY_PREFIX.length()) {
            return false;
        }
        for (int i = 0; i < IDENTITY_PREFIX.length(); i++) {
            char c = name.charAt(i);
            char plain = c == '_' ? '-' : (c >= 'A' && c <= 'Z') ? (char) (c + 32) : c;
            if (plain != IDENTITY_PREFIX.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
