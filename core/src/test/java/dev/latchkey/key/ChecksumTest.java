package dev.latchkey.key;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The expected keys were computed by Python's zlib.crc32 and hmac, not by this library. */
class ChecksumTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final KeyFormat KEYED = KeyFormat.standard().withChecksumSecret(SECRET);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gw_sk_00000000000000000000000000000000003vg2FP",
                "gw_sk_ABCDEFGHIJKLMNOPQRSTUVWXYZ012345673MjEl0",
                "gw_sk_zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz23uDvh"
            })
    void isCrc32OfEverythingBeforeItInBase62(String key) {
        assertThat(KeyFormat.standard().checksumMatches(ApiKey.parse(key))).isTrue();
    }

    @Test
    void aSmallChecksumIsPaddedWithZeros() {
        assertThat(KeyFormat.standard()
                        .checksumMatches(ApiKey.parse("gw_sk_0000000000000000000000000000000073" + "00wafm")))
                .isTrue();
    }

    @Test
    void writesWhatItReads() {
        byte[] key = "gw_sk_0000000000000000000000000000000073......".getBytes(US_ASCII);

        Checksum.crc32().complete(key);

        assertThat(new String(key, US_ASCII)).endsWith("7300wafm");
    }

    @Test
    void everySingleTypingErrorIsNoticed() {
        String key = KeyFormat.standard().mint().revealOnce();

        for (int i = "gw_sk_".length(); i < key.length(); i++) {
            char wrong = key.charAt(i) == 'x' ? 'y' : 'x';
            ApiKey mistyped = ApiKey.parse(key.substring(0, i) + wrong + key.substring(i + 1));
            assertThat(KeyFormat.standard().checksumMatches(mistyped))
                    .as("at %d", i)
                    .isFalse();
        }
    }

    @Test
    void aKeyOfAnotherShapeHasNoRightChecksum() {
        assertThat(KeyFormat.standard().checksumMatches(ApiKey.parse("short"))).isFalse();
    }

    @Test
    void mintedKeysHaveTheRightChecksum() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(KeyFormat.standard()
                            .checksumMatches(KeyFormat.standard().mint().apiKey()))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gw_sk_0000000000000000000000000000000000RvAdjl",
                "gw_sk_ABCDEFGHIJKLMNOPQRSTUVWXYZ01234567ky1GoM",
                "gw_sk_zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzbPquQX"
            })
    void withASecretIsHmacSha256ReducedToSixDigits(String key) {
        assertThat(KEYED.checksumMatches(ApiKey.parse(key))).isTrue();
    }

    @Test
    void anHmacWhoseFirstBitIsSetCountsAsUnsigned() {
        assertThat(KEYED.checksumMatches(ApiKey.parse("gw_sk_0000000000000000000000000000000002" + "p7SPFN")))
                .isTrue();
    }

    @Test
    void withASecretAKeyForgedWithCrc32IsRefused() {
        ApiKey forged = KeyFormat.standard().mint().apiKey();

        assertThat(KEYED.checksumMatches(forged)).isFalse();
    }

    @Test
    void anotherSecretMakesAnotherChecksum() {
        ApiKey key = KEYED.mint().apiKey();

        assertThat(KeyFormat.standard()
                        .withChecksumSecret("another secret, long enough")
                        .checksumMatches(key))
                .isFalse();
    }

    @Test
    void aSecretInTextCountsAsItsUtf8Bytes() {
        KeyFormat fromText = KeyFormat.standard().withChecksumSecret("pfefferstreuer-für-alle");
        KeyFormat fromBytes = KeyFormat.standard().withChecksumSecret("pfefferstreuer-für-alle".getBytes(UTF_8));

        assertThat(fromBytes.checksumMatches(fromText.mint().apiKey())).isTrue();
    }

    @Test
    void changingTheSecretsArrayLaterChangesNothing() {
        byte[] secret = SECRET.getBytes(US_ASCII);
        KeyFormat format = KeyFormat.standard().withChecksumSecret(secret);
        secret[0]++;

        assertThat(format.checksumMatches(KEYED.mint().apiKey())).isTrue();
    }

    @Test
    void aShortSecretIsRefusedWithoutRepeatingIt() {
        assertThatThrownBy(() -> KeyFormat.standard().withChecksumSecret("fifteen-letters"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("checksum secret: expected at least 16 bytes, found 15");
    }

    @Test
    void aFormatWithoutChecksumTakesNoSecret() {
        assertThatThrownBy(() -> KeyFormat.freeAi().withChecksumSecret(SECRET))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has no checksum");
    }

    @Test
    void tellsWhetherKeysEndInOne() {
        assertThat(KeyFormat.standard().hasChecksum()).isTrue();
        assertThat(KeyFormat.llmGateway().hasChecksum()).isFalse();
    }

    @Test
    void theLimitIsTheSixthPowerOf62() {
        assertThat(Checksum.LIMIT).isEqualTo(62L * 62 * 62 * 62 * 62 * 62);
    }
}
