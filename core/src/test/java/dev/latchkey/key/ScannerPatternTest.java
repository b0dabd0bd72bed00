package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ScannerPatternTest {
    static final List<KeyFormat> FORMATS = List.of(
            KeyFormat.standard(),
            KeyFormat.transactional(),
            KeyFormat.anyLlm(),
            KeyFormat.freeAi(),
            KeyFormat.llmGateway(),
            KeyFormat.builder("a.+*^$|b/")
                    .characters(Alphabet.HEX, 32)
                    .checksum()
                    .build());

    @ParameterizedTest
    @FieldSource("FORMATS")
    void findsAKeyInTheMiddleOfAText(KeyFormat format) {
        String key = format.mint().revealOnce();

        Matcher found = Pattern.compile(format.scannerPattern()).matcher("API_KEY=\"" + key + "\"; # prod\n");

        assertThat(found.find()).isTrue();
        assertThat(found.group()).isEqualTo(key);
    }

    @ParameterizedTest
    @FieldSource("FORMATS")
    void doesNotFindAShorterOne(KeyFormat format) {
        String key = format.mint().revealOnce();
        String shorter = key.substring(0, key.length() - 1);

        assertThat(Pattern.compile(format.scannerPattern())
                        .matcher("key: " + shorter + "\n")
                        .find())
                .isFalse();
    }

    @ParameterizedTest
    @FieldSource("FORMATS")
    void usesNoLookAroundFlagOrShorthand(KeyFormat format) {
        assertThat(format.scannerPattern()).doesNotContain("(?").doesNotContainPattern("\\\\[A-Za-z0-9]");
    }

    @Test
    void standardIsReadableAsItIsRegistered() {
        assertThat(KeyFormat.standard().scannerPattern()).isEqualTo("gw_sk_[0-9A-Za-z]{34}[0-9A-Za-z]{6}");
    }

    @Test
    void charactersOfThePrefixThatMeanSomethingToAnEngineAreEscaped() {
        KeyFormat format =
                KeyFormat.builder("a.b$").characters(Alphabet.HEX, 32).build();

        assertThat(format.scannerPattern()).isEqualTo("a\\.b\\$[0-9a-f]{32}");
    }
}
