package dev.latchkey.key;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Cuts ring text into entries in one pass over its bytes, in memory that does not grow with the text. Entries end at
 * commas and line feeds, and are trimmed of blanks, tabs and carriage returns; blank ones do not count.
 */
final class RingSplitter {
    static final int MAX_ENTRY_BYTES = 4096;

    /** What becomes of the entries; each is given its position, counted from 1. */
    interface Entries {
        /** One entry, never blank; the buffer is reused afterwards. */
        void entry(byte[] bytes, int from, int to, int position, boolean startsLine);

        /** An entry of more than {@link #MAX_ENTRY_BYTES}; nothing of it is kept. */
        void overlong(int position);

        /** Whether what has been read of a line is the beginning of an entry that ends with the line. */
        boolean takesWholeLine(byte[] bytes, int from, int to);
    }

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long COMMAS = ONES * ',';
    private static final long LINE_FEEDS = ONES * '\n';

    private final Entries entries;
    private final TextProgress progress;
    private final byte[] entry = new byte[MAX_ENTRY_BYTES];
    private int length;
    private int position = 1;
    private boolean overlong;
    private boolean startsLine = true;

    RingSplitter(Entries entries, TextProgress progress) {
        this.entries = entries;
        this.progress = progress;
    }

    void accept(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            int next = isBetweenEntries() ? acceptEntry(bytes, at, to) : acceptBytes(bytes, at, at + 1);
            progress.advance(next - at);
            at = next;
        }
    }

    private boolean isBetweenEntries() {
        return length == 0 && !overlong;
    }

    /** The next entry, without copying it where it ends here and can be nothing but an entry. Returns where it ends. */
    private int acceptEntry(byte[] bytes, int from, int to) {
        int start = from;
        while (start < to && isBlank(bytes[start])) {
            start++;
        }
        int end = separatorIn(bytes, start, to);
        if (end == to) {
            return acceptBytes(bytes, start, to);
        }
        boolean endsLine = bytes[end] == '\n';
        if (end - start > MAX_ENTRY_BYTES || (!endsLine && startsLine && entries.takesWholeLine(bytes, start, end))) {
            return acceptBytes(bytes, start, end + 1);
        }
        pass(bytes, start, end);
        startsLine = endsLine;
        return end + 1;
    }

    private int acceptBytes(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (b == '\n' || (b == ',' && !inWholeLine())) {
                end();
                startsLine = b == '\n';
            } else {
                keep(b);
            }
        }
        return to;
    }

    /** The index of the first comma or line feed, or {@code to}: eight bytes at a time. */
    private static int separatorIn(byte[] bytes, int from, int to) {
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            long eight = (long) LONGS.get(bytes, at);
            if (maybeSeparated(eight)) {
                long found = zeroBytes(eight ^ COMMAS) | zeroBytes(eight ^ LINE_FEEDS);
                if (found != 0) {
                    return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
                }
            }
        }
        while (at < to && bytes[at] != ',' && bytes[at] != '\n') {
            at++;
        }
        return at;
    }

    /** Whether a byte lies below those that labels and digests are made of, as separators do; perhaps by mistake. */
    private static boolean maybeSeparated(long eight) {
        return ((eight - ONES * '-') & ~eight & (ONES << 7)) != 0;
    }

    /** The uppermost bit of each byte that is zero; of bytes behind the first such one perhaps by mistake. */
    private static long zeroBytes(long eight) {
        return (eight - ONES) & ~eight & (ONES << 7);
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
        if (overlong) {
            position++;
        } else {
            pass(entry, 0, length);
        }
        length = 0;
        overlong = false;
    }

    private void pass(byte[] bytes, int from, int to) {
        int end = to;
        while (end > from && isBlank(bytes[end - 1])) {
            end--;
        }
        if (end > from) {
            entries.entry(bytes, from, end, position, startsLine);
            position++;
        }
    }

    private boolean inWholeLine() {
        return startsLine && entries.takesWholeLine(entry, 0, length);
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }
}
