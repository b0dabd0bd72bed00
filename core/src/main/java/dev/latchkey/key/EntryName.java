package dev.latchkey.key;

import org.jspecify.annotations.Nullable;

/**
 * What messages call an entry of a ring or manifest: {@code entry 3}, or {@code entry 3 (customer-a)}.
 *
 * @param position counted from 1
 * @param label the label of an entry that holds a digest, told where it cannot be a secret; empty for entries without
 *     one, where anything could be a secret
 */
record EntryName(int position, String label) {

    /** An entry that is known by its position only. */
    static EntryName at(int position) {
        return new EntryName(position, "");
    }

    IllegalArgumentException refused(@Nullable String problem) {
        return new IllegalArgumentException(this + ": " + problem);
    }

    /** Whether an entry may have this label. */
    static boolean isLabel(String text) {
        return Labels.isWellFormed(text) && !KeyLook.isKey(text);
    }

    /** Refuses a label that no entry may have, in words that follow {@code label: }. */
    static void requireLabel(String label) {
        if (!Labels.isWellFormed(label)) {
            throw new IllegalArgumentException("expected 1 to 64 characters of [A-Za-z0-9._:-]");
        }
        if (KeyLook.isKey(label)) {
            throw new IllegalArgumentException("looks like a key; it names a key, and never holds one");
        }
    }

    @Override
    public String toString() {
        return Labels.isWellFormed(label) && !KeyLook.maybeSecret(label)
                ? "entry " + position + " (" + label + ")"
                : "entry " + position;
    }
}
