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
     * a character that belongs in no path, or an encoded slash, backslash, percent sign, semicolon, control character,
     * overlong UTF-8, or character that needed no encoding (RFC 3986, section 2.3).
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
        int c = escaped(path, percent);
        return c < ' '
                || c == 0x7f
                || c == '/'
                || c == '\\'
                || c == '%'
                || c == ';'
                || isUnreserved(c)
                || isOverlong(c, escaped(path, percent + 3));
    }

    /** The byte that is escaped here, or -1 if none is. */
    private static int escaped(String path, int percent) {
        if (percent + 2 >= path.length() || path.charAt(percent) != '%') {
            return -1;
        }
        int high = Character.digit(path.charAt(percent + 1), 16);
        int low = Character.digit(path.charAt(percent + 2), 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    private static boolean isUnreserved(int c) {
        return (c >= '0' && c <= '9')
                || (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z')
                || c == '.'
                || c == '-'
                || c == '_'
                || c == '~';
    }

    /** Whether these begin a character in more bytes than UTF-8 allows, which lenient decoders read as a shorter one. */
    private static boolean isOverlong(int first, int second) {
        return first == 0xc0 || first == 0xc1 || (first == 0xe0 && second < 0xa0) || (first == 0xf0 && second < 0x90);
    }
}
