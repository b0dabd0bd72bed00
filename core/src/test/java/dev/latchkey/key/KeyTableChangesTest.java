package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tables that came from others by changing some of their keys. */
class KeyTableChangesTest {
    private static final KeyHash ONE = new KeyHash(1, 1, 1, 1);
    private static final KeyHash TWO = new KeyHash(2, 2, 2, 2);
    private static final KeyHash THREE = new KeyHash(3, 3, 3, 3);

    private final KeyTable thousand = KeyTable.of(keys(0, 1_000));

    @Test
    void aKeyThatWasReplacedIsFoundInItsNewVersionAndAllOthersAsBefore() {
        KeyRecord before = key(7);
        KeyRecord after = before.toBuilder().status(KeyStatus.INACTIVE).build();
        KeyRow other = thousand.find(digest(8)).orElseThrow();

        KeyTable changed = thousand.replacing(List.of(before), List.of(after));

        assertThat(changed.find(digest(7)).orElseThrow().record()).isSameAs(after);
        assertThat(changed.find(digest(8))).containsSame(other);
        assertThat(changed.size()).isEqualTo(1_000);
        assertThat(thousand.find(digest(7)).orElseThrow().record().status()).isEqualTo(KeyStatus.ACTIVE);
    }

    @Test
    void theOldSecretOfARotatedKeyIsGone() {
        KeyRecord before = key(7);
        KeyRecord after =
                before.toBuilder().secrets(List.of(KeySecret.digest(ONE))).build();

        KeyTable changed = thousand.replacing(List.of(before), List.of(after));

        assertThat(changed.find(digest(7))).isEmpty();
        assertThat(changed.find(ONE).orElseThrow().record()).isSameAs(after);
        assertThat(changed.folded().find(digest(7))).isEmpty();
    }

    @Test
    void aSecretThatWasGoneMayComeBack() {
        KeyTable without = thousand.replacing(List.of(key(7)), List.of());
        assertThat(without.find(digest(7))).isEmpty();

        assertThat(without.replacing(List.of(), List.of(key(7))).find(digest(7)))
                .isPresent();
    }

    @Test
    void theDigestOfAnotherKeyIsRefusedAndThatOfAGoneOneIsNot() {
        KeyRecord thief = key(2_000).toBuilder()
                .secrets(List.of(KeySecret.digest(digest(7))))
                .build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> thousand.replacing(List.of(), List.of(thief)))
                .withMessage("two secrets have the same digest: keys k7 and k2000");
        assertThat(thousand.replacing(List.of(key(7)), List.of(thief)).find(digest(7)))
                .get()
                .extracting(KeyRow::record)
                .isSameAs(thief);
    }

    @Test
    void argon2idEntriesComeAndGo() {
        KeyRecord chosen = KeyRecord.builder(KeySecret.argon2id(Argon2idHashTest.cheap()))
                .id(new KeyId("chosen"))
                .build();

        KeyTable with = thousand.replacing(List.of(), List.of(chosen));
        assertThat(with.argon2idRows()).extracting(KeyRow::record).containsExactly(chosen);
        assertThat(with.replacing(List.of(), List.of(key(2_000))).argon2idRows())
                .hasSize(1);
        assertThat(with.replacing(List.of(chosen), List.of()).argon2idRows()).isEmpty();
    }

    @Test
    void aSchemeThatComesWithAChangeIsNamed() {
        KeyRecord peppered = KeyRecord.builder(KeySecret.digest(ONE, "hmac:v1")).build();

        assertThat(thousand.replacing(List.of(), List.of(peppered)).schemes()).containsExactly("hmac:v1");
        assertThat(thousand.replacing(List.of(), List.of(peppered)).folded().schemes())
                .containsExactly("hmac:v1");
    }

    @Test
    void whatWasChangedWhileAnEarlierTableWasFoldedStaysChanged() {
        KeyTable earlier = thousand.replacing(List.of(key(1)), List.of(rotated(1, ONE)));
        KeyTable later = earlier.replacing(List.of(key(2)), List.of(rotated(2, TWO)))
                .replacing(List.of(rotated(1, ONE)), List.of(rotated(1, THREE)));

        KeyTable whole = later.onTopOf(earlier.folded(), earlier);

        assertThat(whole.find(digest(1))).isEmpty();
        assertThat(whole.find(ONE)).isEmpty();
        assertThat(whole.find(TWO)).isPresent();
        assertThat(whole.find(THREE)).isPresent();
        assertThat(whole.size()).isEqualTo(1_000);
        assertThat(whole.records()).hasSize(1_000);
    }

    @Test
    void aWholeNewTableIsNotMixedWithTheFoldedFormOfAnother() {
        KeyTable earlier = thousand.replacing(List.of(key(1)), List.of());
        KeyTable other = KeyTable.of(keys(500, 700));

        assertThat(other.onTopOf(earlier.folded(), earlier)).isSameAs(other);
    }

    @Test
    void manyChangesAreWorthFoldingAndAFoldedTableIsNot() {
        KeyTable table = KeyTable.of(keys(0, 40_000));
        assertThat(table.isWorthFolding()).isFalse();

        KeyTable changed = table.replacing(List.of(), keys(100_000, 105_000));

        assertThat(changed.isWorthFolding()).isTrue();
        assertThat(changed.folded().isWorthFolding()).isFalse();
        assertThat(changed.folded().records()).hasSize(45_000);
    }

    @Test
    void whatIsAttachedToARowOutlivesChangesOfOtherKeysAndFolding() {
        thousand.find(digest(8)).orElseThrow().attach("kept");

        KeyTable changed = thousand.replacing(List.of(key(7)), List.of()).folded();

        assertThat(changed.find(digest(8)).orElseThrow().attachment()).isEqualTo("kept");
    }

    @Test
    void theEntriesOfARingOutliveChangesAndFoldingWithTheirLabelsAndWhatIsAttached() {
        KeyTable ring = KeyRing.parse("a:" + Digests.A + ",b:" + Digests.B + "," + Digests.C)
                .table();
        ring.find(KeyHash.parse(Digests.A)).orElseThrow().attach("kept");

        KeyTable folded = ring.replacing(List.of(), List.of(key(7))).folded();

        KeyRow a = folded.find(KeyHash.parse(Digests.A)).orElseThrow();
        assertThat(a.attachment()).isEqualTo("kept");
        assertThat(a.record().label()).isEqualTo("a");
        assertThat(folded.find(digest(7)).orElseThrow().record().id()).isEqualTo(new KeyId("k7"));
        assertThat(folded.records().map(KeyRecord::label)).containsExactlyInAnyOrder("a", "b", "", "");
        assertThat(folded.hasUnnamedSchemes()).isTrue();
    }

    @Test
    void anEntryOfARingThatIsGoneIsNotFound() {
        KeyTable ring = KeyRing.parse("a:" + Digests.A + ",b:" + Digests.B).table();
        KeyRecord gone = ring.find(KeyHash.parse(Digests.A)).orElseThrow().record();

        KeyTable without = ring.replacing(List.of(gone), List.of());

        assertThat(without.find(KeyHash.parse(Digests.A))).isEmpty();
        assertThat(without.find(KeyHash.parse(Digests.B))).isPresent();
        assertThat(without.folded().records().map(KeyRecord::label)).containsExactly("b");
    }

    @Test
    void anyOrderOfChangesAndFoldingLeavesWhatAMapWouldHold() {
        Random random = new Random(11);
        for (int round = 0; round < 30; round++) {
            compareWithMap(random);
        }
    }

    private static void compareWithMap(Random random) {
        Map<KeyId, KeyRecord> model = new HashMap<>();
        keys(0, 200).forEach(key -> model.put(key.id(), key));
        KeyTable table = KeyTable.of(model.values());
        KeyTable earlier = table;
        for (int step = 0; step < 60; step++) {
            switch (random.nextInt(6)) {
                case 0 -> table = table.folded();
                case 1 -> earlier = table;
                case 2 -> table = table.onTopOf(earlier.folded(), earlier);
                default -> table = changed(table, model, random);
            }
            assertHolds(table, model);
        }
    }

    private static KeyTable changed(KeyTable table, Map<KeyId, KeyRecord> model, Random random) {
        List<KeyRecord> gone = new ArrayList<>();
        List<KeyRecord> come = new ArrayList<>();
        for (int number : random.ints(random.nextInt(8), 0, 300).distinct().toArray()) {
            KeyRecord before = model.remove(new KeyId("k" + number));
            if (before != null) {
                gone.add(before);
            }
            if (random.nextInt(4) > 0) {
                KeyHash digest = new KeyHash(number, random.nextInt(3), 0, 1);
                KeyRecord fresh = rotated(number, digest);
                come.add(fresh);
                model.put(fresh.id(), fresh);
            }
        }
        return table.replacing(gone, come);
    }

    private static void assertHolds(KeyTable table, Map<KeyId, KeyRecord> model) {
        assertThat(table.size()).isEqualTo(model.size());
        assertThat(table.records()).containsExactlyInAnyOrderElementsOf(model.values());
        for (int number = 0; number < 300; number++) {
            KeyRecord expected = model.get(new KeyId("k" + number));
            for (int second = 0; second < 3; second++) {
                KeyHash digest = new KeyHash(number, second, 0, 1);
                boolean there = expected != null
                        && expected.secrets().get(0).digest().orElseThrow().equals(digest);
                assertThat(table.find(digest).map(KeyRow::record).orElse(null)).isSameAs(there ? expected : null);
            }
        }
    }

    private static List<KeyRecord> keys(int from, int to) {
        return IntStream.range(from, to).mapToObj(KeyTableChangesTest::key).toList();
    }

    private static KeyRecord key(int number) {
        return rotated(number, digest(number));
    }

    private static KeyRecord rotated(int number, KeyHash digest) {
        return KeyRecord.builder(KeySecret.digest(digest))
                .id(new KeyId("k" + number))
                .build();
    }

    private static KeyHash digest(int number) {
        return new KeyHash(number, 0, 0, 1);
    }
}
