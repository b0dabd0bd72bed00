package dev.latchkey.key;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A SHA-256 digest as 64 hexadecimal digits in either case, read from bytes without making text of them. */
final class HexDigest {
    private HexDigest() {}

    /** The digest, or null where there is anything but exactly 64 hex digits. */
    static @Nullable KeyHash read(byte[] bytes, int from, int to) {
        if (to - from != KeyHash.HEX_DIGITS || !isHex(bytes, from, to)) {
            return null;
        }
        return new KeyHash(word(bytes, from), word(bytes, from + 16), word(bytes, from + 32), word(bytes, from + 48));
    }

    static boolean isHex(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!HexFormat.isHexDigit(bytes[i] & 0xff)) {
                return false;
            }
        }
        return true;
    }

    private static long word(byte[] bytes, int from) {
        long word = 0;
        for (int i = from; i < from + 16; i++) {
            word = word << 4 | HexFormat.fromHexDigit(bytes[i]);
        }
        return word;
    }
}
