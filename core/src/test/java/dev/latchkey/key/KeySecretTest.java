package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeySecretTest {
    private static final KeyHash HASH = HashScheme.sha256().hash(ApiKey.parse("a-key"));

    @Test
    void aDigestMayLeaveItsSchemeToTheProfile() {
        KeySecret secret = KeySecret.digest(HASH);

        assertThat(secret.digest()).contains(HASH);
        assertThat(secret.scheme()).isEmpty();
        assertThat(secret.argon2id()).isEmpty();
    }

    @Test
    void aDigestMayNameItsScheme() {
        assertThat(KeySecret.digest(HASH, "hmac:v1").scheme()).contains("hmac:v1");
    }

    @Test
    void anArgon2idHashIsNoDigest() {
        KeySecret secret = KeySecret.argon2id(Argon2idHashTest.cheap());

        assertThat(secret.argon2id()).contains(Argon2idHashTest.cheap());
        assertThat(secret.digest()).isEmpty();
    }

    @Test
    void withoutAnEndItIsNeverOver() {
        assertThat(KeySecret.digest(HASH).expiresAtNanos()).isEqualTo(Long.MAX_VALUE);
        assertThat(KeySecret.digest(HASH).expiresAt()).isEmpty();
    }

    @Test
    void anEndIsKeptToTheNanosecond() {
        Instant end = Instant.parse("2026-03-01T00:00:00.000000001Z");

        KeySecret secret = KeySecret.digest(HASH).expiringAt(end);

        assertThat(secret.expiresAt()).contains(end);
        assertThat(secret.expiresAtNanos()).isEqualTo(1_772_323_200_000_000_001L);
    }

    @Test
    void givingItAnEndKeepsTheRest() {
        KeySecret secret = KeySecret.digest(HASH, "sha256").expiringAt(Instant.EPOCH);

        assertThat(secret.digest()).contains(HASH);
        assertThat(secret.scheme()).contains("sha256");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1677-12-31T23:59:59.999999999Z",
                "2262-01-01T00:00:00Z",
                "-1000000000-01-01T00:00:00Z",
                "+1000000000-12-31T23:59:59.999999999Z"
            })
    void anEndOutsideWhatNanosecondsHoldIsRefused(String end) {
        assertThatThrownBy(() -> KeySecret.digest(HASH).expiringAt(Instant.parse(end)))
                .hasMessage("secret_expires_at: expected a date in the years 1678 to 2261");
    }

    @Test
    void printsNothingThatHelpsToGuessASecretAPersonChose() {
        assertThat(KeySecret.argon2id(Argon2idHashTest.cheap())).hasToString("argon2id");
    }

    @Test
    void printsTheFirstDigitsOfADigest() {
        assertThat(KeySecret.digest(HASH, "sha256").toString())
                .isEqualTo("sha256 " + HASH.toHex().substring(0, 8) + "…");
    }
}
