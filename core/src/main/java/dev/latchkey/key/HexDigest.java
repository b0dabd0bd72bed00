package dev.latchkey.key;

import java.util.HexFormat;

/**
 * A SHA-256 digest as 64 hexadecimal digits in either case, read from bytes without making anything of them: one after
 * the other is read into the same four words. Not thread-safe.
 */
final class HexDigest {
    private static final int DIGITS_A_WORD = 16;

    long a;
    long b;
    long c;
    long d;

    /** Reads a digest; false, and nothing is read, where there is anything but exactly 64 hex digits. */
    boolean read(byte[] bytes, int from, int to) {
        if (to - from != KeyHash.HEX_DIGITS) {
            return false;
        }
        for (int i = 0; i < KeyHash.HEX_DIGITS; i += Long.BYTES) {
            if (!EightCharacters.areHex(bytes, from + i)) {
                return false;
            }
        }
        a = word(bytes, from);
        b = word(bytes, from + DIGITS_A_WORD);
        c = word(bytes, from + DIGITS_A_WORD * 2);
        d = word(bytes, from + DIGITS_A_WORD * 3);
        return true;
    }

    private static long word(byte[] bytes, int from) {
        return EightCharacters.hex(bytes, from) << Integer.SIZE | EightCharacters.hex(bytes, from + Long.BYTES);
    }

    /** What was read last. */
    KeyHash value() {
        return new KeyHash(a, b, c, d);
    }

    static boolean isHex(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!HexFormat.isHexDigit(bytes[i])) {
                return false;
            }
        }
        return true;
    }
}
