package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyHashTest {
    /** SHA-256 of "abc", FIPS 180-2, appendix B.1. */
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void printsTheHexThatItParsed() {
        assertThat(KeyHash.parse(ABC).toHex()).isEqualTo(ABC);
    }

    @Test
    void upperCaseHexIsTheSameHash() {
        assertThat(KeyHash.parse(ABC.toUpperCase(Locale.ROOT))).isEqualTo(KeyHash.parse(ABC));
    }

    @Test
    void givesBackItsBytes() {
        byte[] bytes = new byte[32];
        IntStream.range(0, 32).forEach(i -> bytes[i] = (byte) (i * 9 - 128));

        assertThat(KeyHash.of(bytes).toBytes()).isEqualTo(bytes);
    }

    @Test
    void bytesAndHexAreReadInTheSameOrder() {
        byte[] one = new byte[32];
        one[31] = 1;

        assertThat(KeyHash.of(one).toHex()).isEqualTo("0".repeat(63) + "1");
    }

    @Test
    void bytesAreAFreshArray() {
        KeyHash hash = KeyHash.parse(ABC);
        hash.toBytes()[0] = 0;

        assertThat(hash.toHex()).isEqualTo(ABC);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 33})
    void otherThan32BytesAreRefused(int count) {
        assertThatThrownBy(() -> KeyHash.of(new byte[count])).hasMessage("expected 32 bytes, found " + count);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 63, 65, 128})
    void otherThan64DigitsAreRefused(int count) {
        assertThatThrownBy(() -> KeyHash.parse("a".repeat(count)))
                .hasMessage("expected 64 hex digits, found " + count + " characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"g", " ", "-", "+", "x", "\u0661", "\uff11", "\u0141", "\n"})
    void anotherCharacterIsRefusedByItsPlace(String character) {
        assertThatThrownBy(() -> KeyHash.parse(ABC.substring(0, 20) + character + ABC.substring(21)))
                .hasMessage("expected 64 hex digits, found another character at 21");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0x", "+a", "-1"})
    void aSignOrRadixIsNoDigit(String start) {
        assertThatThrownBy(() -> KeyHash.parse(start + ABC.substring(2))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void differsWhereverASingleBitDiffers() {
        KeyHash abc = KeyHash.parse(ABC);
        for (int bit = 0; bit < 256; bit++) {
            byte[] other = abc.toBytes();
            other[bit / 8] ^= (byte) (1 << bit % 8);

            assertThat(KeyHash.of(other)).as("bit %d", bit).isNotEqualTo(abc);
        }
    }

    @Test
    void equalHashesHaveEqualHashCodes() {
        assertThat(KeyHash.parse(ABC)).isEqualTo(KeyHash.parse(ABC)).hasSameHashCodeAs(KeyHash.parse(ABC));
    }

    @Test
    void isNoString() {
        assertThat(KeyHash.parse(ABC)).isNotEqualTo(ABC);
    }

    @Test
    void printsItsFirstEightDigits() {
        assertThat(KeyHash.parse(ABC)).hasToString("ba7816bf…");
    }
}
