package dev.latchkey.manage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.key.ApiKey;
import dev.latchkey.key.HashScheme;
import dev.latchkey.key.KeyHash;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeySecret;
import dev.latchkey.key.KeyStatus;
import dev.latchkey.key.KeyTable;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Batches of changes of which not all can be served. */
class KnownKeysTest {
    private static final KeyHash ONE = hash("one");
    private static final KeyHash TWO = hash("two");
    private static final KeyHash THREE = hash("three");

    private final KnownKeys keys = new KnownKeys(() -> 0, row -> {});
    private KeyTable table = KeyTable.empty();

    private static KeyHash hash(String text) {
        return HashScheme.sha256().hash(ApiKey.parse(text));
    }

    private void take(ManagedKey... changed) {
        table = keys.table(table, anything -> {}, keys.take(List.of(changed)));
    }

    private static ManagedKey key(String id, KeyHash digest, long version, KeyStatus status) {
        KeyRecord record = KeyRecord.builder(KeySecret.digest(digest))
                .id(new KeyId(id))
                .status(status)
                .build();
        SecretNote note = new SecretNote("", Instant.EPOCH, null);
        return new ManagedKey(record, List.of(note), version, Instant.EPOCH, null);
    }

    private static ManagedKey key(String id, KeyHash digest) {
        return key(id, digest, 1, KeyStatus.ACTIVE);
    }

    private String idOf(KeyHash digest) {
        return table.find(digest).map(row -> row.record().id().value()).orElse("nobody");
    }

    @Test
    void aKeyWithTheDigestOfAnotherKeepsNoRevocationFromHolding() {
        take(key("a", ONE), key("b", TWO));

        take(key("thief", TWO), key("a", ONE, 2, KeyStatus.DELETED), key("c", THREE));

        assertThat(table.find(ONE).orElseThrow().record().status()).isEqualTo(KeyStatus.DELETED);
        assertThat(idOf(TWO)).isEqualTo("b");
        assertThat(idOf(THREE)).isEqualTo("c");
        assertThat(table.size()).isEqualTo(3);
    }

    @Test
    void ofTwoNewKeysWithOneDigestTheFirstIsServed() {
        take(key("a", ONE), key("b", ONE), key("c", TWO));

        assertThat(idOf(ONE)).isEqualTo("a");
        assertThat(idOf(TWO)).isEqualTo("c");
    }

    @Test
    void aKeyThatWasLeftOutIsServedOnceItIsPutRight() {
        take(key("a", ONE), key("b", ONE));

        take(key("b", TWO, 2, KeyStatus.ACTIVE));

        assertThat(idOf(TWO)).isEqualTo("b");
        assertThat(table.size()).isEqualTo(2);
    }

    @Test
    void twoVersionsOfOneKeyInABatchCountOnce() {
        take(key("a", ONE));

        take(key("b", TWO), key("b", THREE, 2, KeyStatus.ACTIVE));

        assertThat(idOf(TWO)).isEqualTo("nobody");
        assertThat(idOf(THREE)).isEqualTo("b");
        assertThat(table.size()).isEqualTo(2);
    }
}
