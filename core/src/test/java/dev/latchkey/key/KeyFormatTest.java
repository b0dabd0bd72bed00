package dev.latchkey.key;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFormatTest {

    static Stream<Arguments> publishedShapes() {
        return Stream.of(
                Arguments.of(KeyFormat.standard(), "gw_sk_[0-9A-Za-z]{34}[0-9A-Za-z]{6}", 46),
                Arguments.of(KeyFormat.transactional(), "gw_sk_[0-9A-Za-z]{24}", 30),
                Arguments.of(KeyFormat.anyLlm(), "gw-[0-9A-Za-z_-]{64}", 67),
                Arguments.of(KeyFormat.freeAi(), "fai_[0-9A-Za-z_-]{43}", 47),
                Arguments.of(KeyFormat.llmGateway(), "llmgtwy_[0-9A-Za-z]{40}", 48));
    }

    static Stream<KeyFormat> presets() {
        return publishedShapes().map(arguments -> (KeyFormat) arguments.get()[0]);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("publishedShapes")
    void presetsMintTheirPublishedShape(KeyFormat format, String shape, int length) {
        assertThat(format.mint().revealOnce()).hasSize(length).matches(shape);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("presets")
    void whatIsMintedMatchesItsFormat(KeyFormat format) {
        assertThat(format.matches(format.mint().apiKey())).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("presets")
    void oneCharacterMoreDoesNotMatch(KeyFormat format) {
        assertThat(format.matches(ApiKey.parse(format.mint().revealOnce() + "A")))
                .isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("presets")
    void oneCharacterLessDoesNotMatch(KeyFormat format) {
        String key = format.mint().revealOnce();

        assertThat(format.matches(ApiKey.parse(key.substring(0, key.length() - 1))))
                .isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("presets")
    void aPrefixInTheWrongCaseDoesNotMatch(KeyFormat format) {
        String key = format.mint().revealOnce();

        assertThat(format.matches(ApiKey.parse("G" + key.substring(1)))).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("presets")
    void aCharacterOutsideTheAlphabetDoesNotMatchWhereverItStands(KeyFormat format) {
        String key = format.mint().revealOnce();
        int body = format.toString().indexOf(" + ");

        for (int i = body; i < key.length(); i++) {
            ApiKey spoilt = ApiKey.parse(key.substring(0, i) + "~" + key.substring(i + 1));
            assertThat(format.matches(spoilt)).as("at %d", i).isFalse();
        }
    }

    @Test
    void aFormatWithoutChecksumHasNothingToMismatch() {
        assertThat(KeyFormat.freeAi().checksumMatches(ApiKey.parse("anything"))).isTrue();
    }

    @Test
    void matchesAKeyInTheMiddleOfABuffer() {
        byte[] header = ("Bearer " + KeyFormat.standard().mint().revealOnce() + ";").getBytes(US_ASCII);

        assertThat(KeyFormat.standard().matches(ApiKey.ofAscii(header, 7, header.length - 1)))
                .isTrue();
    }

    @Test
    void aHostBuildsAFormatOfItsOwn() {
        KeyFormat format = KeyFormat.builder("acme_")
                .characters(Alphabet.HEX, 40)
                .checksum()
                .build();

        assertThat(format.mint().revealOnce()).matches("acme_[0-9a-f]{40}[0-9A-Za-z]{6}");
    }

    @ParameterizedTest
    @CsvSource({"HEX, 32", "BASE62, 22", "BASE64URL, 22"})
    void theShortestBodyHas128Bits(Alphabet alphabet, int count) {
        KeyFormat.builder("acme_").characters(alphabet, count).build();

        assertThatThrownBy(() -> KeyFormat.builder("acme_")
                        .characters(alphabet, count - 1)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 128 random bits");
    }

    @Test
    void fifteenRandomBytesAreTooFew() {
        KeyFormat.builder("acme_").base64urlBytes(16).build();

        assertThatThrownBy(() -> KeyFormat.builder("acme_").base64urlBytes(15).build())
                .hasMessage("key body: expected at least 128 random bits, found 120; make it longer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "acme key_", "acmé_", "Ł_", "acme\n", "acme,", "acme:", "acme\"", "acme\u0000"})
    void aPrefixIsTokenCharactersOnly(String prefix) {
        KeyFormatBuilder builder = KeyFormat.builder(prefix).base64urlBytes(32);

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("key prefix: expected 1 to 64 characters");
    }

    @Test
    void aPrefixHasAtMost64Characters() {
        KeyFormat.builder("a".repeat(64)).base64urlBytes(32).build();

        assertThatThrownBy(() ->
                        KeyFormat.builder("a".repeat(65)).base64urlBytes(32).build())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aKeyHasAtMost512CharactersInAll() {
        KeyFormat.builder("acme_").characters(Alphabet.BASE62, 501).checksum().build();

        assertThatThrownBy(() -> KeyFormat.builder("acme_")
                        .characters(Alphabet.BASE62, 502)
                        .checksum()
                        .build())
                .hasMessage("key format: expected at most 512 characters in all, found 513");
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 513, Integer.MAX_VALUE})
    void aBodyWhoseCountCannotBeIsRefusedAtOnce(int count) {
        assertThatThrownBy(() -> KeyFormat.builder("acme_").base64urlBytes(count))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 512");
    }

    @Test
    void aFormatNeedsABody() {
        assertThatThrownBy(() -> KeyFormat.builder("acme_").build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("characters(…)");
    }

    @Test
    void printsItselfInWords() {
        assertThat(KeyFormat.standard()).hasToString("gw_sk_ + 34 BASE62 + checksum");
    }
}
