package dev.latchkey.key;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A SHA-256 digest as 64 hexadecimal digits in either case, read from bytes without making text of them. */
final class HexDigest {
    private static final int DIGITS_A_WORD = 16;

    /** What each byte stands for; -1 where it is no hex digit. */
    private static final byte[] DIGITS = digits();

    private HexDigest() {}

    /** The digest, or null where there is anything but exactly 64 hex digits. */
    static @Nullable KeyHash read(byte[] bytes, int from, int to) {
        if (to - from != KeyHash.HEX_DIGITS) {
            return null;
        }
        int all = 0;
        long[] words = new long[KeyHash.WORDS];
        for (int word = 0; word < words.length; word++) {
            int start = from + word * DIGITS_A_WORD;
            for (int i = start; i < start + DIGITS_A_WORD; i++) {
                int digit = DIGITS[bytes[i] & 0xff];
                all |= digit;
                words[word] = words[word] << 4 | digit;
            }
        }
        return all < 0 ? null : new KeyHash(words[0], words[1], words[2], words[3]);
    }

    static boolean isHex(byte[] bytes, int from, int to) {
        int all = 0;
        for (int i = from; i < to; i++) {
            all |= DIGITS[bytes[i] & 0xff];
        }
        return all >= 0;
    }

    private static byte[] digits() {
        byte[] digits = new byte[256];
        for (int c = 0; c < digits.length; c++) {
            digits[c] = HexFormat.isHexDigit(c) ? (byte) HexFormat.fromHexDigit(c) : -1;
        }
        return digits;
    }
}
