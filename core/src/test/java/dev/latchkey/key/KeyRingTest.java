package dev.latchkey.key;

import static dev.latchkey.key.Digests.A;
import static dev.latchkey.key.Digests.B;
import static dev.latchkey.key.Digests.C;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRingTest {
    private static final String PHC_1 =
            "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQxMjM0NTY$dGFnLXRhZy10YWctdGFnLXRhZy0xMQ";
    private static final String PHC_2 =
            "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQxMjM0NTY$dGFnLXRhZy10YWctdGFnLXRhZy0yMg";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a:%s,b:%s,c:%s",
                "a:%s\nb:%s\nc:%s",
                "a:%s\r\nb:%s\r\nc:%s\r\n",
                "a:%s,b:%s\nc:%s,",
                "\n\n a:%s , b:%s,,\n\t\n\r\nc:%s,\n",
                "\uFEFFa:%s,b:%s,c:%s"
            })
    void everyWayToSeparateEntriesGivesTheSameKeys(String layout) {
        assertThat(labels(String.format(layout, A, B, C))).containsExactly("a", "b", "c");
    }

    @Test
    void aDigestWithoutLabelIsAnEntry() {
        KeyRing ring = KeyRing.parse(A);
        assertThat(ring.records()).singleElement().extracting(KeyRecord::label).isEqualTo("");
    }

    @Test
    void aLabelMayHoldColons() {
        assertThat(labels("a:b:c:" + A)).containsExactly("a:b:c");
    }

    @Test
    void everyKeyIsFoundByItsDigest() {
        KeyTable table = KeyRing.parse("a:" + A + ",b:" + B).table();
        assertThat(List.of(A, B, C)).map(hex -> Digests.has(table, hex)).containsExactly(true, true, false);
    }

    @Test
    void upperCaseDigestsAreTheSameDigests() {
        assertThat(Digests.has(KeyRing.parse("a:" + A.toUpperCase(Locale.ROOT)).table(), A))
                .isTrue();
    }

    @Test
    void aSecretNamesNoSchemeSoThatTheProfileDecides() {
        assertThat(KeyRing.parse(A).table().hasUnnamedSchemes()).isTrue();
    }

    @Test
    void anArgon2idHashTakesAWholeLineWithItsCommas() {
        assertThat(labels("a:" + A + ",b:" + B + "\nops:" + PHC_1 + "\nc:" + C)).containsExactly("a", "b", "ops", "c");
    }

    @Test
    void anArgon2idHashIsTriedRatherThanLookedUp() {
        assertThat(KeyRing.parse("ops:" + PHC_1 + "\r\nops2:" + PHC_2).table().argon2idRows())
                .hasSize(2);
    }

    @Test
    void fileOrderIsKept() {
        assertThat(labels("z:" + A + ",a:" + B)).containsExactly("z", "a");
    }

    @Test
    void entriesMayBeAsLongAsTheCapWithBlanksAround() {
        assertThat(labels(" ".repeat(10_000) + "a:" + A)).containsExactly("a");
    }

    @Test
    void textBeyondOneChunkIsReadAlike() {
        String padding = "\n".repeat((1 << 16) - 30);
        assertThat(labels(padding + "a:" + A + ",b:" + B)).containsExactly("a", "b");
    }

    @Test
    void aPlaintextKeyIsHashedAtOnce() {
        assertThat(Digests.has(
                        KeyRing.ofPlaintext("legacy", "a-legacy-key-of-old").table(),
                        Digests.hex("a-legacy-key-of-old")))
                .isTrue();
    }

    @Test
    void aPlaintextKeyIsSha256WhateverTheProfileSays() {
        assertThat(KeyRing.ofPlaintext("legacy", "a-legacy-key-of-old").table().schemes())
                .containsExactly("sha256");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two words", "line\n", "key\u00e9", "test", "ADMIN", "Password", "changeme"})
    void aPlaintextKeyThatCannotBeOneIsRefused(String key) {
        assertThatIllegalArgumentException().isThrownBy(() -> KeyRing.ofPlaintext("legacy", key));
    }

    @Test
    void aPlaintextKeyHasAtMost512Bytes() {
        assertThat(KeyRing.ofPlaintext("legacy", "k".repeat(512)).records()).hasSize(1);
        assertThatIllegalArgumentException().isThrownBy(() -> KeyRing.ofPlaintext("legacy", "k".repeat(513)));
    }

    @Test
    void anEnvironmentVariableIsReadStrictly() {
        assertThat(KeyRing.fromEnvironment("RING", Map.of("RING", "a:" + A)::get)
                        .records())
                .hasSize(1);
    }

    @Test
    void anUnsetVariableIsRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyRing.fromEnvironment("LATCHKEY_TEST_UNSET"))
                .withMessageContaining("LATCHKEY_TEST_UNSET is not set")
                .withMessageContaining("set it to");
    }

    @Test
    void aBlankVariableIsRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyRing.fromEnvironment("RING", Map.of("RING", " \n")::get))
                .withMessageContaining("RING is blank");
    }

    @Test
    void aVariableThatHoldsNoRingIsRefusedByNameAndPosition() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyRing.fromEnvironment("RING", Map.of("RING", A + ",x")::get))
                .withMessageStartingWith("environment variable RING: entry 2: ");
    }

    @Test
    void recordsOfTheHostMakeARing() {
        KeyRecord record = KeyRecord.builder(KeySecret.digest(KeyHash.parse(A))).build();
        assertThat(KeyRing.of(List.of(record)).records()).containsExactly(record);
    }

    @Test
    void aRingNeverGrowsOld() {
        assertThat(KeyRing.parse(A).confirmedAtNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void theKeyThatIsFoundIsTheSameRowEachTime() {
        KeyRing ring = KeyRing.parse("a:" + Digests.A + ",b:" + Digests.B);

        KeyRow row = ring.table().find(KeyHash.parse(Digests.B)).orElseThrow();

        assertThat(row.record().label()).isEqualTo("b");
        assertThat(ring.table().find(KeyHash.parse(Digests.B))).containsSame(row);
        assertThat(row.record()).isSameAs(row.record());
        assertThat(ring.records().get(1).id()).isEqualTo(row.record().id());
    }

    private static List<String> labels(String text) {
        return KeyRing.parse(text).records().stream().map(KeyRecord::label).toList();
    }
}
