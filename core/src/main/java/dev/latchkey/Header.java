package dev.latchkey;

/**
 * One header field.
 *
 * @param name the field's name
 * @param value its value, free of control characters
 */
public record Header(String name, String value) {
    private static final boolean[] TOKEN = new boolean[0x7f];

    static {
        String characters = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
        characters.chars().forEach(c -> TOKEN[c] = true);
    }

    /**
     * @throws IllegalArgumentException if {@code name} is no field name of RFC 9110, section 5.1, or {@code value} holds
     *     a control character, which could end the field and begin another
     */
    public Header {
        if (!isFieldName(name)) {
            throw new IllegalArgumentException("header: expected a field name such as Cache-Control");
        }
        if (!isFieldValue(value)) {
            throw new IllegalArgumentException("header " + name + ": expected a value without control characters");
        }
    }

    /** Whether this is a {@code token} of RFC 9110, section 5.6.2. */
    static boolean isFieldName(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (!isTokenCharacter(name.charAt(i))) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private static boolean isFieldValue(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c == 0x7f) {
                return false;
            }
        }
        return true;
    }

    private static boolean isTokenCharacter(char c) {
        return c < TOKEN.length && TOKEN[c];
    }
}
