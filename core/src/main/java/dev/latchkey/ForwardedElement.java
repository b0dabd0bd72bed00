package dev.latchkey;

import org.jspecify.annotations.Nullable;

/**
 * One element of a {@code Forwarded} header (RFC 7239, section 4): pairs such as {@code for="[2001:db8::1]:4711";proto=https}
 * with semicolons between them. A backslash is not read, because no address needs one.
 */
final class ForwardedElement {
    private static final String TOKEN_SIGNS = "!#$%&'*+-.^_`|~";

    private final String text;
    private int at;
    private @Nullable String node;

    private ForwardedElement(String text) {
        this.text = text;
    }

    /** What the one {@code for} parameter says, or null if there is none, or two, or anything in the element is malformed. */
    static @Nullable String node(String element) {
        ForwardedElement read = new ForwardedElement(element);
        return read.readPairs() ? read.node : null;
    }

    private boolean readPairs() {
        while (readPair()) {
            if (at == text.length()) {
                return true;
            }
            if (text.charAt(at++) != ';') {
                return false;
            }
        }
        return false;
    }

    private boolean readPair() {
        String name = token();
        if (name.isEmpty() || at == text.length() || text.charAt(at++) != '=') {
            return false;
        }
        boolean quoted = at < text.length() && text.charAt(at) == '"';
        String value = quoted ? quoted() : token();
        if (value == null || (value.isEmpty() && !quoted)) {
            return false;
        }
        if (!name.equalsIgnoreCase("for")) {
            return true;
        }
        boolean first = node == null;
        node = value;
        return first;
    }

    private String token() {
        int start = at;
        while (at < text.length() && isTokenCharacter(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    private @Nullable String quoted() {
        int start = at + 1;
        int close = text.indexOf('"', start);
        if (close < 0 || text.substring(start, close).indexOf('\\') >= 0) {
            return null;
        }
        at = close + 1;
        return text.substring(start, close);
    }

    private static boolean isTokenCharacter(char c) {
        return (c >= '0' && c <= '9')
                || (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || TOKEN_SIGNS.indexOf(c) >= 0;
    }
}
