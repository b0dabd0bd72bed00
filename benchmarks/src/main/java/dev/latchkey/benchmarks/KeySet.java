package dev.latchkey.benchmarks;

import dev.latchkey.key.ApiKey;
import dev.latchkey.key.HashScheme;
import dev.latchkey.key.KeyPermits;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeySecret;
import dev.latchkey.key.KeySource;
import dev.latchkey.key.KeyTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * {@linkplain MadeUpKeys Made-up keys}, and a source that knows them. Their records lie in memory in another order than the
 * keys do, so that whoever goes through the keys finds no record beside the one before.
 */
public final class KeySet {
    /** What knows them. */
    public final KeySource source;

    final List<String> keys;
    final String unknown;
    final String expired;

    KeySet(int size) {
        this(size, KeyPermits.unlimited());
    }

    /** So many keys, and one that has expired, each with these permits. */
    public KeySet(int size, KeyPermits permits) {
        this.keys = MadeUpKeys.first(size);
        this.unknown = MadeUpKeys.text(size);
        this.expired = MadeUpKeys.text(size + 1);
        List<KeyRecord> records = new ArrayList<>(size + 1);
        for (int key : Shuffled.below(size)) {
            records.add(
                    record(keys.get(key)).label("label-" + key).permits(permits).build());
        }
        records.add(record(expired).expiresAt(Instant.EPOCH).build());
        this.source = KeySource.of(KeyTable.of(records));
    }

    private static KeyRecord.Builder record(String key) {
        return KeyRecord.builder(KeySecret.digest(HashScheme.sha256().hash(ApiKey.parse(key))));
    }
}
