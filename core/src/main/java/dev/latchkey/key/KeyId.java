package dev.latchkey.key;

/**
 * A key's name for life: it outlives the key's secrets, is no secret itself, and may stand in logs and headers.
 *
 * @param value 1 to 64 characters of {@code [A-Za-z0-9._:-]}
 */
public record KeyId(String value) {

    /**
     * @throws IllegalArgumentException if {@code value} is not 1 to 64 characters of {@code [A-Za-z0-9._:-]}
     */
    public KeyId {
        if (!Labels.isWellFormed(value)) {
            throw new IllegalArgumentException("key id: expected 1 to 64 characters of [A-Za-z0-9._:-]");
        }
    }

    /** Whether this could be an id: 1 to 64 characters of {@code [A-Za-z0-9._:-]}. */
    public static boolean isWellFormed(String text) {
        return Labels.isWellFormed(text);
    }

    @Override
    public String toString() {
        return value;
    }
}
