package dev.latchkey.key;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A SHA-256 digest as 64 hexadecimal digits in either case, read from bytes without making text of them. */
final class HexDigest {
    private HexDigest() {}

    /** The digest, or null where there is anything but exactly 64 hex digits. */
    static @Nullable KeyHash read(byte[] bytes, int from, int to) {
        if (to - from != KeyHash.HEX_DIGITS) {
            return null;
        }
        for (int i = 0; i < KeyHash.HEX_DIGITS; i += Long.BYTES) {
            if (!EightCharacters.areHex(bytes, from + i)) {
                return null;
            }
        }
        return new KeyHash(word(bytes, from), word(bytes, from + 16), word(bytes, from + 32), word(bytes, from + 48));
    }

    private static long word(byte[] bytes, int from) {
        return EightCharacters.hex(bytes, from) << Integer.SIZE | EightCharacters.hex(bytes, from + Long.BYTES);
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
