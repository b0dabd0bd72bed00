package dev.latchkey.jdbc;

import dev.latchkey.key.Argon2idHash;
import dev.latchkey.key.KeyHash;
import dev.latchkey.key.KeySecret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Values as columns hold them that are compared by the database; the documents beside them hold them as they are. */
final class Column {
    private static final int LONGEST = 256;
    private static final long SECOND = 1_000_000_000L;

    private Column() {}

    /**
     * An id as ASCII text that any database can store and index: what is no printable ASCII, and the backslash, is escaped,
     * and what would be too long for an index is replaced by its digest. Two ids are the same if their columns are.
     */
    static @Nullable String id(@Nullable String id) {
        if (id == null || (id.length() <= LONGEST && id.chars().allMatch(Column::isPlain))) {
            return id;
        }
        return id.length() > LONGEST ? "\\d" + digest(id) : escaped(id);
    }

    private static boolean isPlain(int c) {
        return c >= ' ' && c < 0x7f && c != '\\';
    }

    private static String escaped(String id) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            escaped.append(
                    isPlain(c) ? String.valueOf(c) : "\\u" + HexFormat.of().toHexDigits(c));
        }
        return escaped.toString();
    }

    private static String digest(String id) {
        try {
            byte[] bytes = id.getBytes(StandardCharsets.UTF_16BE);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** What a secret is told apart by: its digest in hex, or its Argon2id hash as text. */
    static String secret(KeySecret secret) {
        return secret.digest()
                .map(KeyHash::toHex)
                .orElseGet(() -> secret.argon2id().map(Argon2idHash::phc).orElseThrow());
    }

    /** Nanoseconds since the epoch; the nearest that a column can hold, for instants before 1678 and after 2261. */
    static long nanos(Instant instant) {
        long second = instant.getEpochSecond();
        if (second >= Long.MAX_VALUE / SECOND) {
            return Long.MAX_VALUE;
        }
        return second <= Long.MIN_VALUE / SECOND ? Long.MIN_VALUE : second * SECOND + instant.getNano();
    }

    static @Nullable Instant instant(@Nullable Long nanos) {
        return nanos == null ? null : Instant.ofEpochSecond(0, nanos);
    }
}
