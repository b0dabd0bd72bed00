package dev.latchkey;

/** Reads request targets (RFC 9112, section 3.2) without decoding anything. */
final class Targets {
    private Targets() {}

    /** From the first slash after any authority to before the query. */
    static String path(String target) {
        String beforeQuery = upToQuery(target);
        int authority = beforeQuery.startsWith("/") ? -1 : beforeQuery.indexOf("://");
        if (authority < 0) {
            return beforeQuery;
        }
        int slash = beforeQuery.indexOf('/', authority + 3);
        return slash < 0 ? "/" : beforeQuery.substring(slash);
    }

    /** Up to the first question mark, or all of it. A fragment never belongs in a target and is not cut off. */
    private static String upToQuery(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /**
     * Whether a container might read this path as another one: an empty or dot segment, a path parameter, a backslash,
     * a control character, or an encoded slash, backslash, dot, or character that needed no encoding (RFC 3986, section
     * 2.3).
     */
    static boolean isOdd(String path) {
        if (!path.startsWith("/")) {
            return true;
        }
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == ';' || c == '\\' || c <= ' ' || c >= 0x7f || c == '#') {
                return true;
            }
            if (c == '/' && startsOddSegment(path, i + 1)) {
                return true;
            }
            if (c == '%' && isOddEscape(path, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsOddSegment(String path, int from) {
        int end = path.indexOf('/', from);
        int to = end < 0 ? path.length() : end;
        int length = to - from;
        return (length == 0 && end >= 0)
                || (length == 1 && path.charAt(from) == '.')
                || (length == 2 && path.startsWith("..", from));
    }

    private static boolean isOddEscape(String path, int percent) {
        int high = percent + 1 < path.length() ? Character.digit(path.charAt(percent + 1), 16) : -1;
        int low = percent + 2 < path.length() ? Character.digit(path.charAt(percent + 2), 16) : -1;
        if (high < 0 || low < 0) {
            return true;
        }
        int c = high << 4 | low;
        return c < ' '
                || c == 0x7f
                || c == '/'
                || c == '\\'
                || c == '%'
                || c == ';'
                || c == '.'
                || c == '-'
                || c == '_'
                || c == '~'
                || (c >= '0' && c <= '9')
                || (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z');
    }
}
