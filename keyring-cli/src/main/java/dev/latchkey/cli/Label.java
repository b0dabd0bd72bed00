package dev.latchkey.cli;

import java.util.regex.Pattern;

/** A key's label as it was typed. */
final class Label {
    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    private Label() {}

    /** The label, trimmed. */
    static String of(String typed) {
        String label = typed.strip();
        if (!isWellFormed(label)) {
            throw new Refused("Label must be 1-64 chars: letters, numbers, dot, underscore, colon, or dash");
        }
        return label;
    }

    static boolean isWellFormed(String label) {
        return WELL_FORMED.matcher(label).matches();
    }
}
