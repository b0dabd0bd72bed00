package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class KeyTableTest {

    @Test
    void findsEveryOneOf200000RandomDigests() {
        List<KeyRecord> records = randomRecords(200_000, 1);
        KeyTable table = KeyTable.of(records);

        assertThat(records.stream()
                        .filter(record -> table.find(digestOf(record))
                                .map(KeyRow::record)
                                .filter(record::equals)
                                .isEmpty()))
                .isEmpty();
    }

    @Test
    void findsNoneOf200000OtherDigests() {
        KeyTable table = KeyTable.of(randomRecords(200_000, 1));

        assertThat(randomRecords(200_000, 2).stream()
                        .filter(record -> table.find(digestOf(record)).isPresent()))
                .isEmpty();
    }

    @Test
    void digestsThatShareTheirSlotAreAllFound() {
        List<KeyRecord> records = LongStream.range(0, 500)
                .mapToObj(i -> record("k" + i, new KeyHash(i << 20, 0, 0, 1)))
                .toList();
        KeyTable table = KeyTable.of(records);

        for (KeyRecord record : records) {
            assertThat(table.find(digestOf(record)).map(KeyRow::record)).contains(record);
        }
    }

    @Test
    void digestsThatDifferInTheirLastWordOnlyAreTold() {
        KeyTable table =
                KeyTable.of(List.of(record("k1", new KeyHash(7, 7, 7, 1)), record("k2", new KeyHash(7, 7, 7, 2))));

        assertThat(idFound(table, new KeyHash(7, 7, 7, 1))).contains("k1");
        assertThat(idFound(table, new KeyHash(7, 7, 7, 2))).contains("k2");
        assertThat(idFound(table, new KeyHash(7, 7, 7, 3))).isEmpty();
    }

    @Test
    void theDigestOfNothingButZerosIsNotFoundInEmptySlots() {
        KeyTable table = KeyTable.of(randomRecords(100, 3));

        assertThat(table.find(new KeyHash(0, 0, 0, 0))).isEmpty();
    }

    @Test
    void everySizeUpToAThousandHasRoomForAMiss() {
        List<KeyRecord> records = new ArrayList<>();
        for (KeyRecord record : randomRecords(1_000, 4)) {
            records.add(record);

            assertThat(KeyTable.of(records).find(new KeyHash(-1, -1, -1, -1))).isEmpty();
        }
    }

    @Test
    void anEmptyTableFindsNothing() {
        assertThat(KeyTable.empty().find(new KeyHash(0, 0, 0, 0))).isEmpty();
        assertThat(KeyTable.empty().size()).isZero();
    }

    @Test
    void twoKeysOfOneIdAreRefusedByThatId() {
        assertThatThrownBy(() -> KeyTable.of(
                        List.of(record("k1", new KeyHash(1, 0, 0, 0)), record("k1", new KeyHash(2, 0, 0, 0)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two keys have the id k1");
    }

    @Test
    void twoKeysOfOneDigestAreRefusedByTheirIds() {
        assertThatThrownBy(() -> KeyTable.of(
                        List.of(record("k1", new KeyHash(1, 2, 3, 4)), record("k2", new KeyHash(1, 2, 3, 4)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two secrets have the same digest: keys k1 and k2");
    }

    @Test
    void bothSecretsOfAKeyFindIt() {
        KeySecret old = KeySecret.digest(new KeyHash(1, 0, 0, 0)).expiringAt(Instant.EPOCH);
        KeySecret fresh = KeySecret.digest(new KeyHash(2, 0, 0, 0));
        KeyRecord record =
                KeyRecord.builder(fresh).secret(old).id(new KeyId("k1")).build();
        KeyTable table = KeyTable.of(List.of(record));

        assertThat(table.find(new KeyHash(1, 0, 0, 0)).map(KeyRow::secret)).contains(old);
        assertThat(table.find(new KeyHash(2, 0, 0, 0)).map(KeyRow::secret)).contains(fresh);
        assertThat(table.size()).isEqualTo(1);
    }

    @Test
    void argon2idHashesAreListedAndNotLookedUp() {
        KeyRecord record =
                KeyRecord.builder(KeySecret.argon2id(Argon2idHashTest.cheap())).build();
        KeyTable table = KeyTable.of(List.of(record, record("k2", new KeyHash(1, 0, 0, 0))));

        assertThat(table.argon2idRows()).extracting(KeyRow::record).containsExactly(record);
        assertThat(table.size()).isEqualTo(2);
    }

    @Test
    void namesTheSchemesThatItsDigestsNeed() {
        KeyTable table = KeyTable.of(List.of(
                KeyRecord.builder(KeySecret.digest(new KeyHash(1, 0, 0, 0), "sha256"))
                        .build(),
                KeyRecord.builder(KeySecret.digest(new KeyHash(2, 0, 0, 0), "hmac:v1"))
                        .build(),
                KeyRecord.builder(KeySecret.digest(new KeyHash(3, 0, 0, 0), "hmac:v1"))
                        .build()));

        assertThat(table.schemes()).containsExactlyInAnyOrder("sha256", "hmac:v1");
        assertThat(table.hasUnnamedSchemes()).isFalse();
    }

    @Test
    void tellsWhetherADigestLeavesItsSchemeOpen() {
        assertThat(KeyTable.of(List.of(record("k1", new KeyHash(1, 0, 0, 0)))).hasUnnamedSchemes())
                .isTrue();
    }

    @Test
    void whatIsAttachedToARowIsFoundWithIt() {
        KeyTable table = KeyTable.of(List.of(record("k1", new KeyHash(1, 0, 0, 0))));
        KeyRow row = table.find(new KeyHash(1, 0, 0, 0)).orElseThrow();
        assertThat(row.attachment()).isNull();

        row.attach("derived");

        assertThat(table.find(new KeyHash(1, 0, 0, 0)).orElseThrow().attachment())
                .isEqualTo("derived");
    }

    @Test
    void printsHowManyKeysItHasAndNoneOfThem() {
        assertThat(KeyTable.of(randomRecords(3, 5))).hasToString("KeyTable[3 keys]");
    }

    private static Optional<String> idFound(KeyTable table, KeyHash digest) {
        return table.find(digest).map(row -> row.record().id().value());
    }

    private static KeyHash digestOf(KeyRecord record) {
        return record.secrets().get(0).digest().orElseThrow();
    }

    private static KeyRecord record(String id, KeyHash digest) {
        return KeyRecord.builder(KeySecret.digest(digest)).id(new KeyId(id)).build();
    }

    private static List<KeyRecord> randomRecords(int count, long seed) {
        Random random = new Random(seed);
        return LongStream.range(0, count)
                .mapToObj(i -> record(
                        "k" + i,
                        new KeyHash(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong())))
                .toList();
    }

    @Test
    void whatIsAttachedInPlaceOfSomethingElseIsNotAttachedOverAThirdThing() {
        KeyRow row = KeyTable.of(List.of(KeyRecord.builder(KeySecret.digest(new KeyHash(1, 0, 0, 0)))
                        .build()))
                .find(new KeyHash(1, 0, 0, 0))
                .orElseThrow();
        assertThat(row.attach(null, "first")).isTrue();
        assertThat(row.attach(null, "late")).isFalse();
        assertThat(row.attachment()).isEqualTo("first");
    }
}
