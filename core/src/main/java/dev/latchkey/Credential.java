package dev.latchkey;

import dev.latchkey.key.ApiKey;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The credential's bytes as they were sent, on their way from the header to the hash; never kept.
 *
 * <p>Of a text too long to be a key only the beginning is there, enough to tell its prefix.
 */
final class Credential {
    final byte[] bytes;
    final int from;
    final int consumed;

    /** How many characters were sent, which may be more than there are bytes. */
    final int length;

    /** Why there is no credential; null when there is one. */
    final @Nullable Denied refusal;

    private Credential(byte[] bytes, int from, int length, int consumed, @Nullable Denied refusal) {
        this.bytes = bytes;
        this.from = from;
        this.length = length;
        this.consumed = consumed;
        this.refusal = refusal;
    }

    /** The bytes from this index on; {@code consumed} has a bit for each source that carried them. */
    static Credential of(byte[] bytes, int from, int consumed) {
        return new Credential(bytes, from, bytes.length - from, consumed, null);
    }

    static Credential refused(Reason reason) {
        return new Credential(new byte[0], 0, 0, 0, Denied.of(reason));
    }

    static Credential tooLong(String value, int start, int consumed) {
        byte[] beginning =
                value.substring(start, start + KeyShape.LONGEST_PREFIX).getBytes(StandardCharsets.ISO_8859_1);
        return new Credential(beginning, 0, value.length() - start, consumed, null);
    }

    ApiKey.Scan scan() {
        return length > ApiKey.MAX_LENGTH ? ApiKey.Scan.TOO_LONG : ApiKey.scan(bytes, from, bytes.length);
    }

    /** The key; only once the {@linkplain #scan scan} found it well-formed. */
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

    boolean isBase64url() {
        for (int i = from; i < bytes.length; i++) {
            byte c = bytes[i];
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letterOrDigit && c != '-' && c != '_') {
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
