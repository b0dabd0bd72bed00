package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyIdTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "key-0123456789abcdef", "team:prod.v2_A-Z", ":", "0"})
    void takesLettersDigitsAndFourSigns(String value) {
        assertThat(new KeyId(value)).hasToString(value);
    }

    @Test
    void takes64Characters() {
        assertThat(new KeyId("k".repeat(64)).value()).hasSize(64);
    }

    @Test
    void refuses65Characters() {
        assertThatThrownBy(() -> new KeyId("k".repeat(65))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                " a",
                "a\n",
                "a\r\nX: y",
                "a/b",
                "a%2f",
                "é",
                "\u0141",
                "\uff21",
                "a\u0000",
                "@",
                "[",
                "`",
                "{"
            })
    void refusesEverythingElseWithoutRepeatingIt(String value) {
        assertThatThrownBy(() -> new KeyId(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("key id: expected 1 to 64 characters of [A-Za-z0-9._:-]");
    }
}
