package dev.latchkey.key;

import java.nio.charset.StandardCharsets;

/** Digests of made-up keys, as rings and manifests hold them. */
final class Digests {
    static final String A = hex("key-of-a");
    static final String B = hex("key-of-b");
    static final String C = hex("key-of-c");

    private Digests() {}

    /** SHA-256 of the text, 64 hex digits in lower case. */
    static String hex(String key) {
        return Sha256.of(key.getBytes(StandardCharsets.UTF_8)).toHex();
    }

    /** Whether a table lets this key's digest in. */
    static boolean has(KeyTable table, String hex) {
        return table.find(KeyHash.parse(hex)).isPresent();
    }
}
