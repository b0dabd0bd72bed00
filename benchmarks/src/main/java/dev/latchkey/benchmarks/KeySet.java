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
import java.util.Random;

/** Made-up keys of 46 characters, the same in every run, and a source that knows them. */
final class KeySet {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    final List<String> keys = new ArrayList<>();
    final String unknown;
    final String expired;
    final KeySource source;

    KeySet(int size) {
        this(size, KeyPermits.unlimited());
    }

    KeySet(int size, KeyPermits permits) {
        Random random = new Random(42);
        List<KeyRecord> records = new ArrayList<>(size + 1);
        for (int i = 0; i < size; i++) {
            String key = key(random);
            if (keys.size() < 10_000) {
                keys.add(key);
            }
            records.add(record(key).label("label-" + i).permits(permits).build());
        }
        this.unknown = key(random);
        this.expired = key(random);
        records.add(record(expired).expiresAt(Instant.EPOCH).build());
        this.source = KeySource.of(KeyTable.of(records));
    }

    private static KeyRecord.Builder record(String key) {
        return KeyRecord.builder(KeySecret.digest(HashScheme.sha256().hash(ApiKey.parse(key))));
    }

    private static String key(Random random) {
        StringBuilder key = new StringBuilder("gw_sk_");
        while (key.length() < 46) {
            key.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return key.toString();
    }
}
