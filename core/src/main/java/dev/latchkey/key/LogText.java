package dev.latchkey.key;

/** Text that came from outside, made fit for one line of a log: no control characters, no quotes, bounded. */
public final class LogText {
    private static final int MAX_LENGTH = 128;

    private LogText() {}

    /** At most 128 characters of the text; what is not printable ASCII, quotes and backslashes are escaped. */
    public static String of(String text) {
        StringBuilder line = new StringBuilder(Math.min(text.length(), MAX_LENGTH) + 16);
        for (int i = 0; i < Math.min(text.length(), MAX_LENGTH); i++) {
            append(line, text.charAt(i));
        }
        return text.length() > MAX_LENGTH ? line.append('…').toString() : line.toString();
    }

    private static void append(StringBuilder line, char c) {
        if (c < ' ' || c > '~' || c == '"' || c == '\'' || c == '\\' || c == '<' || c == '>') {
            line.append(String.format("\\u%04x", (int) c));
        } else {
            line.append(c);
        }
    }
}
