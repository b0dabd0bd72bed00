package dev.latchkey.key;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks at eight ASCII characters at once, each in a byte of a word. */
final class EightCharacters {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long UPPERMOST = ONES << 7;
    private static final long CASE = ONES * 0x20;

    private EightCharacters() {}

    /** Whether the eight bytes from this index on are all {@code [A-Za-z0-9_-]}. */
    static boolean areBase64url(byte[] bytes, int from) {
        long word = (long) LONGS.get(bytes, from);
        long good = between(word | CASE, 'a', 'z') | between(word, '0', '9') | are(word, '-') | are(word, '_');
        return (good & ~word & UPPERMOST) == UPPERMOST;
    }

    /** Whether the eight bytes from this index on are all {@code [A-Za-z0-9._:-]}. */
    static boolean areOfLabel(byte[] bytes, int from) {
        long word = (long) LONGS.get(bytes, from);
        long good = between(word | CASE, 'a', 'z') | between(word, '0', ':') | between(word, '-', '.') | are(word, '_');
        return (good & ~word & UPPERMOST) == UPPERMOST;
    }

    /** Whether the eight bytes from this index on are all hexadecimal digits, in either case. */
    static boolean areHex(byte[] bytes, int from) {
        long word = (long) LONGS.get(bytes, from);
        long good = between(word | CASE, 'a', 'f') | between(word, '0', '9');
        return (good & ~word & UPPERMOST) == UPPERMOST;
    }

    /** What the eight bytes from this index on stand for, which are all hexadecimal digits. */
    static long hex(byte[] bytes, int from) {
        long word = Long.reverseBytes((long) LONGS.get(bytes, from));
        // Letters have the bit of 64, and the lower half of the first of them is one.
        long digits = (word & ONES * 0x0f) + (word >>> 6 & ONES) * 9;
        long pairs = (digits | digits >>> 4) & 0x00FF_00FF_00FF_00FFL;
        long fours = (pairs | pairs >>> 8) & 0x0000_FFFF_0000_FFFFL;
        return (fours | fours >>> 16) & 0xFFFF_FFFFL;
    }

    /** An index before which all are {@code [A-Za-z0-9_-]}: {@code to} where all are and there are eight or more. */
    static int base64urlUntil(byte[] bytes, int from, int to) {
        int at = from;
        while (at + Long.BYTES <= to && areBase64url(bytes, at)) {
            at += Long.BYTES;
        }
        // The last eight, some of them for a second time, instead of the rest one by one.
        boolean restIs = at > from && at + Long.BYTES > to && areBase64url(bytes, to - Long.BYTES);
        return restIs ? to : at;
    }

    /** Where a character lies between these two, its uppermost bit is set; so it may be where it is no ASCII. */
    private static long between(long word, char first, char last) {
        return atLeast(word, first) & ~atLeast(word, last + 1);
    }

    private static long are(long word, char one) {
        return ~atLeast((word ^ ONES * one) & ~UPPERMOST, 1);
    }

    private static long atLeast(long word, int first) {
        return (word & ~UPPERMOST) + ONES * (0x80 - first);
    }
}
