package dev.latchkey.key;

/** What messages call an entry of a ring or manifest: {@code entry 3}, or {@code entry 3 (customer-a)}. */
final class EntryName {
    private EntryName() {}

    /** The position alone, counted from 1: for entries without a digest, where anything could be a secret. */
    static String of(int position) {
        return "entry " + position;
    }

    /** With the label of an entry that holds a digest, where that label cannot be a secret. */
    static String of(int position, String label) {
        return Labels.isWellFormed(label) && !KeyLook.maybeSecret(label)
                ? of(position) + " (" + label + ")"
                : of(position);
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
}
