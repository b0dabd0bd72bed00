package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.access.Scopes;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRecordTest {
    private static final KeySecret ABC =
            KeySecret.digest(KeyHash.parse("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    /** Computed by Python's hashlib. */
    @Test
    void itsIdFollowsFromTheStoredDigestUnlessGiven() {
        assertThat(KeyRecord.builder(ABC).build().id()).isEqualTo(new KeyId("key-4f8b42c22dd3729b"));
    }

    @Test
    void anArgon2idHashHasAnIdThatStaysTheSame() {
        KeyId id = KeyRecord.builder(KeySecret.argon2id(Argon2idHashTest.cheap()))
                .build()
                .id();

        assertThat(id.value()).matches("key-[0-9a-f]{16}");
        assertThat(KeyRecord.builder(KeySecret.argon2id(Argon2idHashTest.cheap()))
                        .build()
                        .id())
                .isEqualTo(id);
    }

    @Test
    void twoArgon2idHashesHaveDifferentIds() {
        KeySecret one = KeySecret.argon2id(Argon2idTrialsTest.hashOf(ApiKey.parse("one")));
        KeySecret two = KeySecret.argon2id(Argon2idTrialsTest.hashOf(ApiKey.parse("two")));

        assertThat(KeyRecord.builder(one).build().id())
                .isNotEqualTo(KeyRecord.builder(two).build().id());
    }

    @Test
    void everythingElseHasADefault() {
        KeyRecord record = KeyRecord.builder(ABC).build();

        assertThat(record.status()).isEqualTo(KeyStatus.ACTIVE);
        assertThat(record.scopes()).isEqualTo(Scopes.unrestricted());
        assertThat(record.label()).isEmpty();
        assertThat(record.name()).isEmpty();
        assertThat(record.user()).isEmpty();
        assertThat(record.createdAt()).isEmpty();
        assertThat(record.metadata()).isEmpty();
        assertThat(record.environment()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"t", "test", "production", "eu-1", "abcdefghijklmnopqrstuvwxyz-01234"})
    void anEnvironmentIsAWord(String word) {
        KeyRecord record = KeyRecord.builder(ABC).environment(word).build();

        assertThat(record.environment()).contains(word);
        assertThat(record.toBuilder().build().environment()).contains(word);
        assertThat(record.toBuilder().withoutEnvironment().build().environment())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Test",
                "1st",
                "-",
                "a b",
                "a_b",
                "t\u00e9st",
                "test\n",
                "abcdefghijklmnopqrstuvwxyz-012345"
            })
    void anythingElseIsNoEnvironmentAndIsNotRepeated(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyRecord.builder(ABC).environment(text))
                .withMessage("expected 1 to 32 characters, such as production, staging or test:"
                        + " a lower-case letter, and behind it those, digits and dashes");
    }

    @Test
    void withoutDatesItIsAlwaysInTime() {
        KeyRecord record = KeyRecord.builder(ABC).build();

        assertThat(record.notBeforeNanos()).isEqualTo(Long.MIN_VALUE);
        assertThat(record.expiresAtNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void itsDatesAreKeptToTheNanosecond() {
        KeyRecord record = KeyRecord.builder(ABC)
                .notBefore(NOON.plusNanos(1))
                .expiresAt(NOON.plusNanos(2))
                .build();

        assertThat(record.notBeforeNanos()).isEqualTo(1_772_366_400_000_000_001L);
        assertThat(record.expiresAtNanos()).isEqualTo(1_772_366_400_000_000_002L);
    }

    @Test
    void aDateBeforeTheEpochIsANegativeNumber() {
        KeyRecord record =
                KeyRecord.builder(ABC).notBefore(Instant.EPOCH.minusNanos(1)).build();

        assertThat(record.notBeforeNanos()).isEqualTo(-1);
    }

    @Test
    void theFirstAndLastInstantThatNanosecondsHoldAreAccepted() {
        KeyRecord record = KeyRecord.builder(ABC)
                .notBefore(Instant.parse("1678-01-01T00:00:00Z"))
                .expiresAt(Instant.parse("2261-12-31T23:59:59.999999999Z"))
                .build();

        assertThat(record.notBeforeNanos()).isNegative();
        assertThat(record.expiresAtNanos()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1677-12-31T23:59:59.999999999Z",
                "2262-01-01T00:00:00Z",
                "-1000000000-01-01T00:00:00Z",
                "+1000000000-12-31T23:59:59.999999999Z"
            })
    void aDateOutsideWhatNanosecondsHoldIsRefusedByItsName(String date) {
        Instant instant = Instant.parse(date);

        assertThatThrownBy(() -> KeyRecord.builder(ABC).createdAt(instant).build())
                .hasMessage("created_at: expected a date in the years 1678 to 2261");
        assertThatThrownBy(() -> KeyRecord.builder(ABC).notBefore(instant).build())
                .hasMessage("not_before: expected a date in the years 1678 to 2261");
        assertThatThrownBy(() -> KeyRecord.builder(ABC).expiresAt(instant).build())
                .hasMessage("expires_at: expected a date in the years 1678 to 2261");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void anExpiryThatDoesNotLieAfterItsStartIsRefused(long nanos) {
        KeyRecord.Builder builder = KeyRecord.builder(ABC).notBefore(NOON).expiresAt(NOON.plusNanos(nanos));

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not_before does not lie before expires_at");
    }

    @Test
    void metadataIsACopyThatCannotBeChanged() {
        Map<String, Object> metadata = new HashMap<>(Map.of("team", "search"));
        KeyRecord record = KeyRecord.builder(ABC).metadata(metadata).build();
        metadata.put("team", "ads");

        assertThat(record.metadata()).isEqualTo(Map.of("team", "search")).isUnmodifiable();
    }

    @Test
    void printsItsIdAndStatusOnly() {
        KeyRecord record = KeyRecord.builder(ABC)
                .id(new KeyId("k1"))
                .label("a\r\nb")
                .user("someone")
                .build();

        assertThat(record).hasToString("KeyRecord[k1, ACTIVE]");
    }
}
