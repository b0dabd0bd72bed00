package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EightCharactersTest {
    private static final String GOOD = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    @Test
    void everyByteAtEveryPlaceIsToldAmongEightGoodOnes() {
        for (int place = 0; place < 8; place++) {
            for (int value = 0; value < 256; value++) {
                byte[] bytes = "aZ09-_mQ".getBytes(StandardCharsets.US_ASCII);
                bytes[place] = (byte) value;
                assertThat(EightCharacters.areBase64url(bytes, 0))
                        .as("byte %d at %d", value, place)
                        .isEqualTo(GOOD.indexOf(value) >= 0);
            }
        }
    }

    @Test
    void everyByteAtEveryPlaceIsToldAmongEightOfALabelAndEightHexDigits() {
        for (int place = 0; place < 8; place++) {
            for (int value = 0; value < 256; value++) {
                byte[] bytes = "aF09Ab3c".getBytes(StandardCharsets.US_ASCII);
                bytes[place] = (byte) value;
                assertThat(EightCharacters.areOfLabel(bytes, 0))
                        .as("byte %d at %d", value, place)
                        .isEqualTo((GOOD + ".:").indexOf(value) >= 0);
                assertThat(EightCharacters.areHex(bytes, 0))
                        .as("byte %d at %d", value, place)
                        .isEqualTo(HexFormat.isHexDigit(value));
            }
        }
    }

    @Test
    void eightHexDigitsStandForWhatTheyDoElsewhere() {
        Random random = new Random(6);
        for (int round = 0; round < 10_000; round++) {
            long value = random.nextLong() >>> 32;
            HexFormat hex = round % 2 == 0 ? HexFormat.of() : HexFormat.of().withUpperCase();
            byte[] bytes = ("x" + hex.toHexDigits(value, 8)).getBytes(StandardCharsets.US_ASCII);
            assertThat(EightCharacters.hex(bytes, 1)).isEqualTo(value);
        }
    }

    @Test
    void anyEightBytesAreGoodWhereEachIs() {
        Random random = new Random(5);
        byte[] bytes = new byte[8];
        for (int round = 0; round < 200_000; round++) {
            random.nextBytes(bytes);
            for (int i = 0; i < 8 && random.nextInt(50) > 0; i++) {
                bytes[i] = (byte) GOOD.charAt(random.nextInt(64));
            }
            boolean good =
                    new String(bytes, StandardCharsets.ISO_8859_1).chars().allMatch(c -> GOOD.indexOf(c) >= 0);
            assertThat(EightCharacters.areBase64url(bytes, 0)).isEqualTo(good);
        }
    }

    @Test
    void aScanFindsTheOneBadByteWhereverItStands() {
        for (int length = 1; length < 40; length++) {
            for (int place = 0; place < length; place++) {
                byte[] bytes = "x".repeat(length).getBytes(StandardCharsets.US_ASCII);
                bytes[place] = '.';
                assertThat(ApiKey.scan(bytes, 0, length)).isEqualTo(ApiKey.Scan.WELL_FORMED);
                bytes[place] = ',';
                assertThat(ApiKey.scan(bytes, 0, length)).isEqualTo(ApiKey.Scan.BAD_CHARACTERS);
                assertThat(ApiKey.scan(bytes, place + 1, length))
                        .isEqualTo(place + 1 == length ? ApiKey.Scan.EMPTY : ApiKey.Scan.WELL_FORMED);
            }
        }
    }
}
