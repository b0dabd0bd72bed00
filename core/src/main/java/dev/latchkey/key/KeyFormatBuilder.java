package dev.latchkey.key;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Gathers a {@link KeyFormat}; see {@link KeyFormat#builder}. Not thread-safe. */
public final class KeyFormatBuilder {
    private static final int MAX_PREFIX = 64;
    private static final int MIN_BITS = 128;

    private final byte[] prefix;
    private @Nullable KeyBody body;
    private @Nullable Checksum checksum;

    KeyFormatBuilder(String prefix) {
        this.prefix = prefix.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The body is so many characters of this alphabet, each drawn by itself. */
    public KeyFormatBuilder characters(Alphabet alphabet, int count) {
        return body(count, KeyBody.characters(alphabet, count));
    }

    /** The body is so many random bytes, in base64url without padding. */
    public KeyFormatBuilder base64urlBytes(int count) {
        return body(count, KeyBody.base64urlBytes(count));
    }

    private KeyFormatBuilder body(int count, KeyBody body) {
        if (count < 1 || count > ApiKey.MAX_LENGTH) {
            throw new IllegalArgumentException("key body: expected a count of 1 to 512, found " + count);
        }
        this.body = body;
        return this;
    }

    /** Keys end in a checksum of six characters, as {@link KeyFormat} describes it. */
    public KeyFormatBuilder checksum() {
        this.checksum = Checksum.crc32();
        return this;
    }

    /**
     * The format.
     *
     * @throws IllegalArgumentException if the prefix is not 1 to 64 token characters (letters, digits and
     *     {@code !#$%&'*+-./=^_`|~}), the body is missing or has less than 128 bits, or keys would be longer than 512
     *     characters
     */
    public KeyFormat build() {
        if (prefix.length > MAX_PREFIX || ApiKey.scan(prefix, 0, prefix.length) != ApiKey.Scan.WELL_FORMED) {
            throw new IllegalArgumentException(
                    "key prefix: expected 1 to 64 characters, each a letter, a digit or one" + " of !#$%&'*+-./=^_`|~");
        }
        KeyFormat format = new KeyFormat(prefix, strongBody(), checksum);
        if (format.length() > ApiKey.MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "key format: expected at most 512 characters in all, found " + format.length());
        }
        return format;
    }

    private KeyBody strongBody() {
        if (body == null) {
            throw new IllegalArgumentException("key body: name its characters(…) or its base64urlBytes(…)");
        }
        int bits = body.variety().bitLength() - 1;
        if (bits < MIN_BITS) {
            throw new IllegalArgumentException(
                    "key body: expected at least 128 random bits, found " + bits + "; make it longer");
        }
        return body;
    }
}
