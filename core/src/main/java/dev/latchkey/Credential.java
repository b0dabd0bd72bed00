package dev.latchkey;

import dev.latchkey.key.ApiKey;
import java.nio.charset.StandardCharsets;

/** The bytes of a credential that may be a key, on their way from the header to the hash; never kept. */
final class Credential {
    /** How long a value may be before it is not even copied: the longest key, its scheme and some blanks. */
    static final int LONGEST_COPIED = 1024;

    final byte[] bytes;
    final int from;
    final int length;

    /** The bytes from this index on. */
    Credential(byte[] bytes, int from) {
        this.bytes = bytes;
        this.from = from;
        this.length = bytes.length - from;
    }

    /** Every character above U+00FF becomes '?', which is no token character: nothing is mistaken for a letter. */
    static byte[] bytesOf(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The key; only once the {@linkplain ApiKey#scan scan} found it well-formed. */
    ApiKey key() {
        return ApiKey.ofAscii(bytes, from, bytes.length);
    }

    boolean startsWith(String prefix) {
        if (length < prefix.length()) {
            return false;
        }
        for (int i = 0; i < prefix.length(); i++) {
            if (bytes[from + i] != (byte) prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return "Credential(redacted)";
    }
}
