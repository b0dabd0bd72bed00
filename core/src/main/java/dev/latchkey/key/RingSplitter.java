package dev.latchkey.key;

/**
 * Cuts ring text into entries in one pass over its bytes, in memory that does not grow with the text. Entries end at
 * commas and line feeds, and are trimmed of blanks, tabs and carriage returns; blank ones do not count.
 */
final class RingSplitter {
    static final int MAX_ENTRY_BYTES = 4096;

    /** What becomes of the entries; each is given its position, counted from 1. */
    interface Entries {
        /** One entry, never blank; the buffer is reused afterwards. */
        void entry(byte[] bytes, int length, int position, boolean startsLine);

        /** An entry of more than {@link #MAX_ENTRY_BYTES}; nothing of it is kept. */
        void overlong(int position);

        /** Whether what has been read of a line is the beginning of an entry that ends with the line. */
        boolean takesWholeLine(byte[] bytes, int length);
    }

    private final Entries entries;
    private final byte[] entry = new byte[MAX_ENTRY_BYTES];
    private int length;
    private int position = 1;
    private boolean overlong;
    private boolean startsLine = true;

    RingSplitter(Entries entries) {
        this.entries = entries;
    }

    void accept(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (b == '\n' || (b == ',' && !inWholeLine())) {
                end();
                startsLine = b == '\n';
            } else {
                keep(b);
            }
        }
    }

    /** The text is over: the last entry ends here. */
    void finish() {
        end();
    }

    private void keep(byte b) {
        if (overlong || (length == 0 && isBlank(b))) {
            return;
        }
        if (length < MAX_ENTRY_BYTES) {
            entry[length++] = b;
            return;
        }
        overlong = true;
        entries.overlong(position);
    }

    private void end() {
        while (length > 0 && isBlank(entry[length - 1])) {
            length--;
        }
        if (length > 0) {
            if (!overlong) {
                entries.entry(entry, length, position, startsLine);
            }
            position++;
        }
        length = 0;
        overlong = false;
    }

    private boolean inWholeLine() {
        return startsLine && entries.takesWholeLine(entry, length);
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }
}
