package dev.latchkey.key;

import java.nio.charset.StandardCharsets;

/**
 * A key's text, from the request until it is hashed. It has no getter for that text, prints itself redacted, and is
 * neither a record nor serializable, so that it cannot slip into a log or a file. Not thread-safe to share before its
 * bytes are settled: the array handed to {@link #ofAscii} must not change afterwards.
 */
public final class ApiKey {

    /** The longest text that is ever hashed, in bytes. */
    public static final int MAX_LENGTH = 512;

    /** What the scanner found. */
    public enum Scan {
        /** 1 to 512 bytes, all of them allowed. */
        WELL_FORMED,
        /** No byte at all. */
        EMPTY,
        /** More than {@link #MAX_LENGTH} bytes. */
        TOO_LONG,
        /** A byte that is no token character. */
        BAD_CHARACTERS
    }

    private static final boolean[] TOKEN = tokenCharacters();

    final byte[] bytes;
    final int from;
    final int to;

    private ApiKey(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
    }

    /**
     * A key from its text.
     *
     * @throws IllegalArgumentException if the text is empty, longer than 512 bytes, or holds a character that is
     *     neither a {@code tchar} of RFC 9110, section 5.6.2, nor one of {@code /} and {@code =} of RFC 6750; the
     *     message never holds the text
     */
    public static ApiKey parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a key has at most 512 characters, found " + text.length());
        }
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return switch (scan(bytes, 0, bytes.length)) {
            case WELL_FORMED -> new ApiKey(bytes, 0, bytes.length);
            case EMPTY -> throw new IllegalArgumentException("a key has at least one character");
            case TOO_LONG -> throw new IllegalArgumentException("a key has at most 512 characters");
            case BAD_CHARACTERS ->
                throw new IllegalArgumentException(
                        "a key has token characters only: letters, digits and !#$%&'*+-./=^_`|~");
        };
    }

    /**
     * A key in bytes that were {@linkplain #scan scanned} before. Nothing is copied.
     *
     * @param from index of the first byte
     * @param to index after the last byte
     */
    public static ApiKey ofAscii(byte[] bytes, int from, int to) {
        return new ApiKey(bytes, from, to);
    }

    /** Reads the bytes once, without hashing them and without reading past {@link #MAX_LENGTH}. */
    public static Scan scan(byte[] bytes, int from, int to) {
        if (from >= to) {
            return Scan.EMPTY;
        }
        if (to - from > MAX_LENGTH) {
            return Scan.TOO_LONG;
        }
        // Most keys consist of nothing else.
        for (int at = EightCharacters.base64urlUntil(bytes, from, to); at < to; at++) {
            if (!TOKEN[bytes[at] & 0xff]) {
                return Scan.BAD_CHARACTERS;
            }
        }
        return Scan.WELL_FORMED;
    }

    /** Whether all its characters are of the URL-safe alphabet of RFC 4648, section 5: {@code [A-Za-z0-9_-]}. */
    public boolean isBase64url() {
        for (int at = EightCharacters.base64urlUntil(bytes, from, to); at < to; at++) {
            byte c = bytes[at];
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letterOrDigit && c != '-' && c != '_') {
                return false;
            }
        }
        return true;
    }

    /** Whether a key may hold this character, as {@link #parse} says it. */
    public static boolean allows(char one) {
        return one < TOKEN.length && TOKEN[one];
    }

    /** How many characters the key has, 1 to 512. */
    public int length() {
        return to - from;
    }

    boolean startsWith(byte[] prefix) {
        if (length() < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (bytes[from + i] != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean[] tokenCharacters() {
        boolean[] allowed = new boolean[256];
        for (char c = '0'; c <= 'z'; c++) {
            allowed[c] = (c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a');
        }
        for (char c : "!#$%&'*+-.^_`|~/=".toCharArray()) {
            allowed[c] = true;
        }
        return allowed;
    }

    /** At most a well-known prefix and two characters, such as {@code gw_sk_Xw…(redacted)}. */
    @Override
    public String toString() {
        return KeyFormat.redact(this);
    }
}
