package dev.latchkey.key;

import org.jspecify.annotations.Nullable;

/** Ring text. */
public final class KeyRing implements KeySource {
    private final KeyTable table;

    private KeyRing(KeyTable table) {
        this.table = table;
    }

    /** Strict. */
    public static KeyRing parse(@Nullable String text) {
        return parse(text, RingReading.STRICT);
    }

    /** As told. */
    public static KeyRing parse(@Nullable String text, RingReading reading) {
        return new KeyRing(KeyTable.empty());
    }

    /** One plaintext key. */
    public static KeyRing ofPlaintext(String label, String key) {
        ApiKey parsed = ApiKey.parse(key);
        return new KeyRing(KeyTable.of(java.util.List.of(
                KeyRecord.builder(KeySecret.digest(HashScheme.sha256().hash(parsed), "sha256"))
                        .label(label)
                        .build())));
    }

    @Override
    public KeyTable table() {
        return table;
    }
}
