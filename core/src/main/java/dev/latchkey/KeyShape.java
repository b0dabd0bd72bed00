package dev.latchkey;

import java.util.Objects;

/**
 * What a credential's text must look like before it is worth hashing, each miss with a reason of its own: first the
 * prefix, then the length, then the characters.
 *
 * @param prefix how it begins, exactly; may be empty
 * @param minLength the fewest characters, prefix included; 0 for any
 * @param base64urlOnly whether every character must be one of {@code [A-Za-z0-9_-]}
 */
public record KeyShape(String prefix, int minLength, boolean base64urlOnly) {

    /**
     * @throws IllegalArgumentException if {@code minLength} is negative or above 512
     */
    public KeyShape {
        Objects.requireNonNull(prefix);
        if (minLength < 0 || minLength > 512) {
            throw new IllegalArgumentException("minLength " + minLength + ": expected 0 to 512");
        }
    }

    /** Only the prefix counts. */
    public static KeyShape prefix(String prefix) {
        return new KeyShape(prefix, 0, false);
    }
}
