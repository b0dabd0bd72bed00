package dev.latchkey.servlet;

import dev.latchkey.key.ApiKey;
import dev.latchkey.key.HashScheme;
import dev.latchkey.key.KeyHash;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeySecret;
import dev.latchkey.key.KeySource;
import dev.latchkey.key.KeyTable;
import java.util.Arrays;

/** Keys that the tests know by heart. */
final class TestKeys {
    /** The key labelled {@code alice}. */
    static final String ALICE = "gw_sk_AliceAliceAliceAliceAliceAlice123456";
    /** The key labelled {@code bob}. */
    static final String BOB = "gw_sk_BobBobBobBobBobBobBobBobBobBobBo1234";
    /** Nobody's key. */
    static final String UNKNOWN = "gw_sk_CanaryCanaryCanaryCanaryCanary99887766";

    private TestKeys() {}

    static KeySource aliceAndBob() {
        return of(record("alice", ALICE).build(), record("bob", BOB).build());
    }

    static KeySource of(KeyRecord... records) {
        return KeySource.of(KeyTable.of(Arrays.asList(records)));
    }

    static KeyRecord.Builder record(String label, String key) {
        return KeyRecord.builder(KeySecret.digest(hash(key), "sha256")).label(label);
    }

    static KeyHash hash(String key) {
        return HashScheme.sha256().hash(ApiKey.parse(key));
    }

    static String bearer(String key) {
        return "Authorization: Bearer " + key;
    }
}
