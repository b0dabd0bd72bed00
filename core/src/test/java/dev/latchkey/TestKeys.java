package dev.latchkey;

import dev.latchkey.key.ApiKey;
import dev.latchkey.key.Argon2idHash;
import dev.latchkey.key.HashScheme;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeySecret;
import dev.latchkey.key.KeySource;
import dev.latchkey.key.KeyTable;
import java.util.Arrays;
import java.util.List;

/** Keys whose texts the tests know, and sources that hold them. */
public final class TestKeys {
    /** A key of no gateway's format, as hosts bring them along. */
    public static final String K = "migrated-key-0123456789-ABCDEFGHIJ";

    private TestKeys() {}

    /** A key stored as its SHA-256 that names no scheme, as ring text stores it. */
    public static KeyRecord.Builder record(String key) {
        return KeyRecord.builder(secret(key));
    }

    /** The stored secret of this key. */
    public static KeySecret secret(String key) {
        return KeySecret.digest(HashScheme.sha256().hash(ApiKey.parse(key)));
    }

    /** A key stored under this scheme, by name. */
    public static KeyRecord hashed(String key, HashScheme scheme) {
        return KeyRecord.builder(KeySecret.digest(scheme.hash(ApiKey.parse(key)), scheme.name()))
                .build();
    }

    /** A secret that a person chose. */
    public static KeyRecord chosen(String secret) {
        return KeyRecord.builder(KeySecret.argon2id(Argon2idHash.of(ApiKey.parse(secret))))
                .build();
    }

    /** A source of these keys that never changes. */
    public static KeySource source(KeyRecord... records) {
        return KeySource.of(KeyTable.of(Arrays.asList(records)));
    }

    /** A source of active keys with these texts. */
    public static KeySource holding(String... keys) {
        List<KeyRecord> records =
                Arrays.stream(keys).map(key -> record(key).build()).toList();
        return KeySource.of(KeyTable.of(records));
    }
}
