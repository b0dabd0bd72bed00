package dev.latchkey.body;

/**
 * Finds the strings in JSON as it arrives and cuts what exceeds {@value #KEPT} characters out of each, so that the parser,
 * which gathers every string in memory whether or not anybody asks for it, never gathers much.
 *
 * <p>What is cut is checked here, since the parser does not see it; everything else is the parser's to check, and it ends
 * the reading at the first byte that is no JSON. Until then both agree on where strings begin and end. Not thread-safe.
 */
final class LongStrings {
    static final int KEPT = 16 * 1024;

    private static final int ESCAPED = 5;
    private static final String SIMPLE_ESCAPES = "\"\\/bfnrt";

    private boolean inside;
    private boolean cutting;
    private int escape;
    private int length;
    private int cut;

    /**
     * Where the bytes to be parsed now end: before the first character that is cut, after the quote that ends a cut
     * string, or at the end.
     */
    int kept(byte[] bytes, int from, int to) throws MalformedBodyException {
        if (cutting) {
            return from;
        }
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (escape != 0) {
                escape = escaped(b);
            } else if (b == '"') {
                quote();
                if (!inside && cut > 0) {
                    return i + 1;
                }
            } else if (inside && !isContinuation(b)) {
                if (length >= KEPT) {
                    cutting = true;
                    return i;
                }
                length += begin(b);
            }
        }
        return to;
    }

    /** Where the bytes to be left out end; where none are, at the start. */
    int leftOut(byte[] bytes, int from, int to) throws MalformedBodyException {
        int i = from;
        for (; cutting && i < to; i++) {
            byte b = bytes[i];
            if (escape != 0) {
                escape = escaped(b);
            } else if (b == '"') {
                cutting = false;
                return i;
            } else if (!isContinuation(b)) {
                requireNoControl(b);
                cut += begin(b);
            }
        }
        return i;
    }

    /** How many characters, in UTF-16 code units, were cut out of the string that was ended last. */
    int cut() {
        return cut;
    }

    private void quote() {
        inside = !inside;
        if (inside) {
            length = 0;
            cut = 0;
        }
    }

    private int begin(byte b) {
        if (b == '\\') {
            escape = ESCAPED;
        }
        return (b & 0xF8) == 0xF0 ? 2 : 1;
    }

    private int escaped(byte b) throws MalformedBodyException {
        if (escape == ESCAPED && b == 'u') {
            return 4;
        }
        boolean fits = escape == ESCAPED ? SIMPLE_ESCAPES.indexOf(b) >= 0 : Character.digit(b, 16) >= 0;
        if (!fits) {
            throw new MalformedBodyException();
        }
        return escape == ESCAPED ? 0 : escape - 1;
    }

    private static void requireNoControl(byte b) throws MalformedBodyException {
        if (b >= 0 && b < ' ') {
            throw new MalformedBodyException();
        }
    }

    private static boolean isContinuation(byte b) {
        return (b & 0xC0) == 0x80;
    }
}
