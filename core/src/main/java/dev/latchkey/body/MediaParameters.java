package dev.latchkey.body;

import org.jspecify.annotations.Nullable;

/** The parameters of a media type (RFC 9110, section 5.6.6), read once from left to right. Not thread-safe. */
final class MediaParameters {
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    private final String text;
    private int at;
    private boolean charsetSeen;

    /** Those that begin at the semicolon at this index. */
    MediaParameters(String text, int semicolon) {
        this.text = text;
        this.at = semicolon;
    }

    /** Whether all can be read and none names another charset than UTF-8, or one twice. */
    boolean leaveUtf8() {
        while (at < text.length()) {
            if (!at(';')) {
                return false;
            }
            at++;
            skipBlanks();
            if (at < text.length() && !at(';') && !parameter()) {
                return false;
            }
        }
        return true;
    }

    private boolean parameter() {
        String name = token();
        if (name.isEmpty() || !at('=')) {
            return false;
        }
        at++;
        String value = at('"') ? quoted() : token();
        skipBlanks();
        return value != null && (!name.equalsIgnoreCase("charset") || acceptsCharset(value));
    }

    private boolean at(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    private boolean acceptsCharset(String value) {
        boolean first = !charsetSeen;
        charsetSeen = true;
        return first && (value.equalsIgnoreCase("utf-8") || value.equalsIgnoreCase("utf8"));
    }

    private String token() {
        int from = at;
        while (at < text.length() && isTokenCharacter(text.charAt(at))) {
            at++;
        }
        return text.substring(from, at);
    }

    /** The text between quotes, or null where they are never closed. */
    private @Nullable String quoted() {
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length(); at++) {
            if (at('"')) {
                at++;
                return value.toString();
            }
            if (at('\\') && at + 1 < text.length()) {
                at++;
            }
            value.append(text.charAt(at));
        }
        return null;
    }

    private void skipBlanks() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
    }

    static String withoutBlanks(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    static boolean isToken(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> isTokenCharacter((char) c));
    }

    private static boolean isTokenCharacter(char c) {
        return (c >= '0' && c <= '9')
                || (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z')
                || TOKEN_MARKS.indexOf(c) >= 0;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
