package dev.latchkey.key;

/** The characters that labels and ids are made of: {@code [A-Za-z0-9._:-]{1,64}}. */
final class Labels {
    static final int MAX_LENGTH = 64;

    private static final boolean[] ALLOWED = allowed();

    private Labels() {}

    static boolean isWellFormed(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ALLOWED.length || !ALLOWED[c]) {
                return false;
            }
        }
        return true;
    }

    static boolean isWellFormed(byte[] text, int from, int to) {
        if (from >= to || to - from > MAX_LENGTH) {
            return false;
        }
        return to - from < Long.BYTES ? areAllowed(text, from, to) : areAllowedInEights(text, from, to);
    }

    private static boolean areAllowed(byte[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text[i] < 0 || !ALLOWED[text[i]]) {
                return false;
            }
        }
        return true;
    }

    /** The last eight characters may have been looked at in part already. */
    private static boolean areAllowedInEights(byte[] text, int from, int to) {
        int last = to - Long.BYTES;
        for (int i = from; i < last; i += Long.BYTES) {
            if (!EightCharacters.areOfLabel(text, i)) {
                return false;
            }
        }
        return EightCharacters.areOfLabel(text, last);
    }

    private static boolean[] allowed() {
        boolean[] allowed = new boolean[128];
        for (char c = 0; c < allowed.length; c++) {
            allowed[c] = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '.'
                    || c == '_'
                    || c == ':'
                    || c == '-';
        }
        return allowed;
    }
}
