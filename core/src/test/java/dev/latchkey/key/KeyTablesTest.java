package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where a key is found, and what can be told of the place without looking at its row. */
class KeyTablesTest {
    private static final byte[] KEY = "a-key-of-a-host".getBytes(StandardCharsets.US_ASCII);
    private static final KeyHash DIGEST = Sha256.of(KEY);

    private static long find(KeyTables tables, boolean unnamed) {
        return HashScheme.sha256().find(KEY, 0, KEY.length, tables, unnamed);
    }

    private static KeyTables holding(KeySecret secret) {
        return new KeyTables(KeyTable.of(List.of(KeyRecord.builder(secret).build())));
    }

    @Test
    void theFirstTableThatKnowsAKeyDecides() {
        KeyRecord first =
                KeyRecord.builder(KeySecret.digest(DIGEST)).label("first").build();
        KeyRecord second =
                KeyRecord.builder(KeySecret.digest(DIGEST)).label("second").build();
        KeyTables tables = new KeyTables(KeyTable.empty(), KeyTable.of(List.of(first)), KeyTable.of(List.of(second)));

        assertThat(tables.rowAt(find(tables, true)).record()).isSameAs(first);
    }

    @Test
    void aKeyThatNobodyKnowsIsNowhere() {
        assertThat(find(new KeyTables(), true)).isEqualTo(KeyTables.NOWHERE);
        assertThat(find(new KeyTables(KeyTable.empty()), true)).isEqualTo(KeyTables.NOWHERE);
    }

    @Test
    void aDigestThatNamesNoSchemeIsFoundOnlyWhereItMayBeTheOneAsked() {
        KeyTables tables = holding(KeySecret.digest(DIGEST));

        assertThat(find(tables, true)).isNotEqualTo(KeyTables.NOWHERE);
        assertThat(find(tables, false)).isEqualTo(KeyTables.NOWHERE);
    }

    @Test
    void aDigestThatNamesItsSchemeIsFoundByThatSchemeOnly() {
        assertThat(find(holding(KeySecret.digest(DIGEST, "sha256")), false)).isNotEqualTo(KeyTables.NOWHERE);
        assertThat(find(holding(KeySecret.digest(DIGEST, "hmac:s1")), true)).isEqualTo(KeyTables.NOWHERE);
    }

    @Test
    void aDigestUnderAHashSecretIsFoundByThatSecretOnly() {
        HashScheme secret = HashScheme.hmacSha256("s1", new byte[32]);
        HashScheme other = HashScheme.hmacSha256("s2", new byte[32]);
        KeyHash digest = secret.hash(ApiKey.ofAscii(KEY, 0, KEY.length));
        KeyTables tables = holding(KeySecret.digest(digest, secret.name()));
        KeyTables misnamed = holding(KeySecret.digest(digest, other.name()));

        assertThat(secret.find(KEY, 0, KEY.length, tables, false)).isNotEqualTo(KeyTables.NOWHERE);
        assertThat(secret.find(KEY, 0, KEY.length, misnamed, true)).isEqualTo(KeyTables.NOWHERE);
    }

    @Test
    void onlyAnActiveKeyWithoutDatesIsAlwaysGood() {
        Instant far = Instant.parse("2200-01-01T00:00:00Z");
        KeySecret secret = KeySecret.digest(DIGEST);

        assertThat(isAlwaysGood(KeyRecord.builder(secret))).isTrue();
        assertThat(isAlwaysGood(KeyRecord.builder(secret).expiresAt(far))).isFalse();
        assertThat(isAlwaysGood(KeyRecord.builder(secret).notBefore(Instant.EPOCH)))
                .isFalse();
        assertThat(isAlwaysGood(KeyRecord.builder(secret).status(KeyStatus.INACTIVE)))
                .isFalse();
        assertThat(isAlwaysGood(KeyRecord.builder(secret).status(KeyStatus.DELETED)))
                .isFalse();
        assertThat(isAlwaysGood(KeyRecord.builder(secret.expiringAt(far)))).isFalse();
    }

    @Test
    void whatChangedOnTopOfATableIsToldOfItsNewVersion() {
        KeyRecord before = KeyRecord.builder(KeySecret.digest(DIGEST)).build();
        KeyTable table = KeyTable.of(List.of(before));
        KeyTables off = new KeyTables(table.replacing(
                List.of(before),
                List.of(before.toBuilder().status(KeyStatus.INACTIVE).build())));
        KeyTables gone = new KeyTables(table.replacing(List.of(before), List.of()));

        assertThat(off.isAlwaysGoodAt(find(off, true))).isFalse();
        assertThat(find(gone, true)).isEqualTo(KeyTables.NOWHERE);
    }

    @Test
    void onlyATableThatTellsOfUsesWantsToBeTold() {
        List<KeyRecord> keys =
                List.of(KeyRecord.builder(KeySecret.digest(DIGEST)).build());
        KeyTables silent = new KeyTables(KeyTable.of(keys));
        KeyTables telling = new KeyTables(KeyTable.of(keys, row -> {}));

        assertThat(silent.tellsUseAt(find(silent, true))).isFalse();
        assertThat(telling.tellsUseAt(find(telling, true))).isTrue();
    }

    private static boolean isAlwaysGood(KeyRecord.Builder key) {
        KeyTables tables = new KeyTables(KeyTable.of(List.of(key.build())));
        return tables.isAlwaysGoodAt(find(tables, true));
    }
}
