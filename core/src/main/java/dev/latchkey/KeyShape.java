package dev.latchkey;

import dev.latchkey.key.ApiKey;
import java.nio.charset.StandardCharsets;

/**
 * What a credential's text must look like before it is worth hashing, each miss with a reason of its own: first the
 * prefix, then the length, then the characters.
 *
 * @param prefix how it begins, exactly: at most 64 token characters; may be empty
 * @param minLength the fewest characters, prefix included; 0 for any
 * @param base64urlOnly whether every character must be one of {@code [A-Za-z0-9_-]}
 */
public record KeyShape(String prefix, int minLength, boolean base64urlOnly) {

    private static final int LONGEST_PREFIX = 64;

    /**
     * @throws IllegalArgumentException if {@code minLength} is negative or above 512, or the prefix is longer than 64
     *     characters or holds one that no key has
     */
    public KeyShape {
        byte[] bytes = prefix.getBytes(StandardCharsets.ISO_8859_1);
        ApiKey.Scan scan = ApiKey.scan(bytes, 0, bytes.length);
        if (bytes.length > LONGEST_PREFIX || scan == ApiKey.Scan.BAD_CHARACTERS) {
            throw new IllegalArgumentException("prefix: expected at most 64 letters, digits and !#$%&'*+-./=^_`|~");
        }
        if (minLength < 0 || minLength > 512) {
            throw new IllegalArgumentException("minLength " + minLength + ": expected 0 to 512");
        }
    }

    /** Only the prefix counts. */
    public static KeyShape prefix(String prefix) {
        return new KeyShape(prefix, 0, false);
    }
}
