package dev.latchkey;

/**
 * One header field.
 *
 * @param name the field's name
 * @param value its value, free of control characters
 */
public record Header(String name, String value) {

    /**
     * @throws IllegalArgumentException if {@code name} is no field name of RFC 9110, section 5.1, or {@code value} holds
     *     a control character, which could end the field and begin another
     */
    public Header {
        if (!isFieldName(name)) {
            throw new IllegalArgumentException("header: expected a field name such as Cache-Control");
        }
        if (!value.chars().allMatch(c -> c >= ' ' && c != 0x7f)) {
            throw new IllegalArgumentException("header " + name + ": expected a value without control characters");
        }
    }

    /** Whether this is a {@code token} of RFC 9110, section 5.6.2. */
    static boolean isFieldName(String name) {
        return !name.isEmpty() && name.chars().allMatch(Header::isTokenCharacter);
    }

    private static boolean isTokenCharacter(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }
}
