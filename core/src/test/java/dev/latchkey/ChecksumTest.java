package dev.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.key.Alphabet;
import dev.latchkey.key.KeyFormat;
import dev.latchkey.key.KeyTable;
import dev.latchkey.profile.Profiles;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code requireChecksum()}: typos and forgeries are thrown out before any lookup. */
class ChecksumTest {
    private static final KeyFormat KEYED = KeyFormat.standard().withChecksumSecret("a checksum secret of 32 bytes...");

    private final String minted = KeyFormat.standard().mint().revealOnce();
    private final TestSource source =
            new TestSource(new TestClock(), TestKeys.holding(minted).table());
    private final Authenticator gate = Authenticator.builder(Profiles.standard())
            .keys(source)
            .requireChecksum()
            .build();

    private static Object outcome(Authenticator gate, String key) {
        Verdict verdict = gate.verify(key);
        return verdict instanceof Denied denied ? denied.reason() : "granted";
    }

    private static String mistyped(String key) {
        char last = key.charAt(key.length() - 1);
        return key.substring(0, key.length() - 1) + (last == 'x' ? 'y' : 'x');
    }

    @Test
    void aMintedKeyPasses() {
        assertThat(outcome(gate, minted)).isEqualTo("granted");
    }

    @Test
    void aRightChecksumIsNotEnough() {
        assertThat(outcome(gate, KeyFormat.standard().mint().revealOnce())).isEqualTo(Reason.UNKNOWN_KEY);
    }

    @Test
    void aMistypedKeyIsRefusedWithoutALookup() {
        source.lose();
        assertThat(outcome(gate, minted)).isEqualTo(Reason.UNAVAILABLE);
        source.replace(KeyTable.of(List.of(TestKeys.record(mistyped(minted)).build())));
        assertThat(outcome(gate, mistyped(minted))).isEqualTo(Reason.BAD_CHECKSUM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gw_sk_", "gw_sk_XwmWjL8x9aBcDeFgHiJkLmNo", "migrated-key-0123456789-ABCDEFGHIJ"})
    void aTextOfAnotherFormatHasNoRightChecksum(String key) {
        assertThat(outcome(gate, key)).isEqualTo(Reason.BAD_CHECKSUM);
    }

    @Test
    void aKeyWithItsPrefixInTheWrongCaseIsRefused() {
        assertThat(outcome(gate, "GW_SK_" + minted.substring(6))).isEqualTo(Reason.BAD_CHECKSUM);
    }

    @Test
    void withoutItMigratedKeysWork() {
        Authenticator lenient = Authenticator.builder(Profiles.standard())
                .keys(TestKeys.holding(TestKeys.K))
                .build();
        assertThat(outcome(lenient, TestKeys.K)).isEqualTo("granted");
    }

    @Test
    void withASecretOnlyTheHoldersChecksumsPass() {
        String own = KEYED.mint().revealOnce();
        Authenticator keyed = Authenticator.builder(Profiles.standard())
                .keys(TestKeys.holding(own, minted))
                .requireChecksum(KEYED)
                .build();
        assertThat(outcome(keyed, own)).isEqualTo("granted");
        assertThat(outcome(keyed, minted)).isEqualTo(Reason.BAD_CHECKSUM);
    }

    @Test
    void aForgeryOfAFormatOfTheHostsOwnIsNotWorthAnArgon2idComputation() {
        KeyFormat acme = KeyFormat.builder("acme_")
                .characters(Alphabet.HEX, 32)
                .checksum()
                .build();
        source.replace(KeyTable.of(List.of(TestKeys.chosen("correct-horse"))));
        Authenticator own = Authenticator.builder(Profiles.standard())
                .keys(source)
                .requireChecksum(acme)
                .build();
        String forged = mistyped(acme.mint().revealOnce());
        assertThat(own.needsOffload(TestRequest.bearing(forged))).isFalse();
        assertThat(outcome(own, forged)).isEqualTo(Reason.BAD_CHECKSUM);
    }
}
