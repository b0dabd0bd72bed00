package dev.latchkey.key;

import java.util.regex.Pattern;

/** The word for which of a host's environments a key is for. In one case only, so that no two words mean the same one. */
final class EnvironmentName {
    private static final Pattern WELL_FORMED = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    private EnvironmentName() {}

    /**
     * The same word.
     *
     * @throws IllegalArgumentException if it is none; the message does not repeat it
     */
    static String checked(String word) {
        if (!WELL_FORMED.matcher(word).matches()) {
            throw new IllegalArgumentException("expected 1 to 32 characters, such as production, staging or test:"
                    + " a lower-case letter, and behind it those, digits and dashes");
        }
        return word;
    }
}
