package dev.latchkey.key;

/** The characters that labels and ids are made of: {@code [A-Za-z0-9._:-]{1,64}}. */
final class Labels {
    static final int MAX_LENGTH = 64;

    private Labels() {}

    static boolean isWellFormed(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (!isLabelCharacter(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLabelCharacter(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '.'
                || c == '_'
                || c == ':'
                || c == '-';
    }
}
