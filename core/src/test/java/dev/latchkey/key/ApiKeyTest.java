package dev.latchkey.key;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.key.ApiKey.Scan;
import java.io.Serializable;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTest {
    /** tchar of RFC 9110, section 5.6.2, and the two that token68 of RFC 6750 adds. */
    private static final String ALLOWED =
            "!#$%&'*+-.^_`|~" + "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz" + "/=";

    @Test
    void everyByteIsEitherATokenCharacterOrRefused() {
        for (int b = 0; b < 256; b++) {
            byte[] text = {'k', (byte) b, 'y'};
            Scan expected = ALLOWED.indexOf(b) >= 0 ? Scan.WELL_FORMED : Scan.BAD_CHARACTERS;

            assertThat(ApiKey.scan(text, 0, 3)).as("byte %d", b).isEqualTo(expected);
        }
    }

    @Test
    void noKeyHoldsACharacterThatIsNoTokenCharacter() {
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            assertThat(ApiKey.allows((char) c)).as("character %d", c).isEqualTo(ALLOWED.indexOf(c) >= 0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aBadByteIsFoundWhereverItStands(int at) {
        byte[] text = "key".getBytes(US_ASCII);
        text[at] = ' ';

        assertThat(ApiKey.scan(text, 0, 3)).isEqualTo(Scan.BAD_CHARACTERS);
    }

    @Test
    void bytesOutsideTheRangeAreNotLookedAt() {
        byte[] text = " key ".getBytes(US_ASCII);

        assertThat(ApiKey.scan(text, 1, 4)).isEqualTo(Scan.WELL_FORMED);
    }

    @Test
    void noByteIsEmpty() {
        assertThat(ApiKey.scan(new byte[] {'k'}, 1, 1)).isEqualTo(Scan.EMPTY);
    }

    @Test
    void aRangeThatEndsBeforeItBeginsIsEmpty() {
        assertThat(ApiKey.scan(new byte[] {'k'}, 1, 0)).isEqualTo(Scan.EMPTY);
    }

    @Test
    void bytes512AreWellFormed() {
        assertThat(ApiKey.scan(letters(512), 0, 512)).isEqualTo(Scan.WELL_FORMED);
    }

    @Test
    void bytes513AreTooLong() {
        assertThat(ApiKey.scan(letters(513), 0, 513)).isEqualTo(Scan.TOO_LONG);
    }

    @Test
    void eightMebibytesAreTooLongBeforeTheirCharactersAreRead() {
        byte[] blanks = new byte[8 << 20];

        assertThat(ApiKey.scan(blanks, 0, blanks.length)).isEqualTo(Scan.TOO_LONG);
    }

    private static byte[] letters(int count) {
        byte[] letters = new byte[count];
        Arrays.fill(letters, (byte) 'k');
        return letters;
    }

    /** U+0141 has the low byte of A, U+FF21 is a full-width A, U+0301 combines with the letter before it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0141",
                "\uff21",
                "A\u0301",
                "\u00c1",
                "\u0130",
                "\u2170",
                "\ud83d\udd11",
                "\ud83d",
                "\u212a",
                "\u0000"
            })
    void aTextBeyondAsciiIsNoKey(String text) {
        assertThatThrownBy(() -> ApiKey.parse("key" + text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a key has token characters only");
    }

    @Test
    void theUtf8OrLatin1BytesOfANonAsciiTextAreNoKeyEither() {
        byte[] utf8 = "keyŁ".getBytes(UTF_8);
        byte[] latin1 = "keyé".getBytes(ISO_8859_1);

        assertThat(ApiKey.scan(utf8, 0, utf8.length)).isEqualTo(Scan.BAD_CHARACTERS);
        assertThat(ApiKey.scan(latin1, 0, latin1.length)).isEqualTo(Scan.BAD_CHARACTERS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " key", "key ", "key\n", "\tkey", "a key", "\"key\"", "key;x", "key,key", "<key>", "${key}", "a(b)"
            })
    void nothingIsTrimmedOrUnquoted(String text) {
        assertThatThrownBy(() -> ApiKey.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theEmptyTextIsNoKey() {
        assertThatThrownBy(() -> ApiKey.parse("")).hasMessage("a key has at least one character");
    }

    @Test
    void aTextOf513CharactersIsNoKeyAndIsNotRepeated() {
        assertThatThrownBy(() -> ApiKey.parse("canary".repeat(100)))
                .hasMessage("a key has at most 512 characters, found 600");
    }

    @Test
    void aRefusalNeverRepeatsTheText() {
        assertThatThrownBy(() -> ApiKey.parse("canary of a secret")).hasMessageNotContaining("canary");
    }

    @Test
    void knowsItsLength() {
        assertThat(ApiKey.parse("x".repeat(512)).length()).isEqualTo(512);
    }

    @Test
    void theSameTextHashesAlikeFromAStringAndFromTheMiddleOfABuffer() {
        byte[] header = "Bearer some-key".getBytes(US_ASCII);

        assertThat(HashScheme.sha256().hash(ApiKey.ofAscii(header, 7, header.length)))
                .isEqualTo(HashScheme.sha256().hash(ApiKey.parse("some-key")));
    }

    @Test
    void aPrefixIsFoundInTheMiddleOfABufferAndNeverBeyondItsEnd() {
        byte[] header = "Bearer gw_sk_".getBytes(US_ASCII);

        assertThat(ApiKey.ofAscii(header, 7, 13).startsWith("gw_sk_".getBytes(US_ASCII)))
                .isTrue();
        assertThat(ApiKey.ofAscii(header, 7, 12).startsWith("gw_sk_".getBytes(US_ASCII)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hunter2",
                "gw_sk_too-short",
                "gw-mypassword",
                "fai_secret",
                "llmgtwy_x",
                "sk-proj-ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
            })
    void aTextThatAPersonMayHaveChosenPrintsNothingOfItself(String text) {
        assertThat(ApiKey.parse(text)).hasToString("(redacted)");
    }

    @ParameterizedTest
    @CsvSource({"gw_sk_, 46", "gw_sk_, 30", "gw-, 67", "fai_, 47", "llmgtwy_, 48"})
    void aMintedKeyPrintsItsPrefixAndTwoCharacters(String prefix, int length) {
        String key = prefix + "Xw" + "0".repeat(length - prefix.length() - 2);

        assertThat(ApiKey.parse(key)).hasToString(prefix + "Xw…(redacted)");
    }

    @Test
    void hasNoPublicMemberThatGivesItsText() {
        assertThat(Arrays.stream(ApiKey.class.getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers()))
                        .filter(method -> method.getReturnType() == String.class
                                || method.getReturnType() == byte[].class
                                || method.getReturnType() == char[].class))
                .extracting("name")
                .containsExactly("toString");
    }

    @Test
    void isNeitherARecordNorSerializable() {
        assertThat(Serializable.class.isAssignableFrom(ApiKey.class)).isFalse();
        assertThat(ApiKey.class.isRecord()).isFalse();
    }

    @Test
    void everyCharacterAtEveryPlaceOfAKeyOfAnyLengthIsLookedAt() {
        for (int length = 1; length <= 40; length++) {
            assertThat(key("k".repeat(length)).isBase64url()).isTrue();
            for (int place = 0; place < length; place++) {
                String text = "k".repeat(place) + "~" + "k".repeat(length - place - 1);
                assertThat(key(text).isBase64url()).as(text).isFalse();
                byte[] spoilt = text.replace('~', ' ').getBytes(US_ASCII);
                assertThat(ApiKey.scan(spoilt, 0, length)).as(text).isEqualTo(Scan.BAD_CHARACTERS);
                spoilt[place] = '~';
                assertThat(ApiKey.scan(spoilt, 0, length)).as(text).isEqualTo(Scan.WELL_FORMED);
            }
        }
    }

    @Test
    void whatStandsBesideAKeyIsNoPartOfIt() {
        byte[] bytes = "<kkkkkkkkkkk<".getBytes(US_ASCII);
        assertThat(ApiKey.scan(bytes, 1, 12)).isEqualTo(Scan.WELL_FORMED);
        assertThat(ApiKey.ofAscii(bytes, 1, 12).isBase64url()).isTrue();
    }

    private static ApiKey key(String text) {
        return ApiKey.parse(text);
    }
}
