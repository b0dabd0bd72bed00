package dev.latchkey.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0.00",
        "3, 3000000000, 3.00",
        "3.00, 3000000000, 3.00",
        "250.50, 250500000000, 250.50",
        "0.000000001, 1, 0.000000001",
        "0.000125, 125000, 0.000125",
        "000000001.5, 1500000000, 1.50",
        "999999999.999999999, 999999999999999999, 999999999.999999999"
    })
    void textIsExactToTheNanoDollar(String text, long nanos, String printed) {
        assertThat(Money.parse(text).nanos()).isEqualTo(nanos);
        assertThat(Money.parse(text)).hasToString(printed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "1.",
                ".5",
                "-0",
                "-1",
                "+1",
                "1e2000000",
                "1E3",
                "1e-6",
                "NaN",
                "Infinity",
                "1,000",
                " 1",
                "1 ",
                "1000000000",
                "1234567890123456789",
                "0.0000000001",
                "1.2.3",
                "0x10",
                "١",
                "１",
                "$3",
                "1_000"
            })
    void everyOtherFormIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Money.parse(text))
                .withMessageContaining("up to 9 integer and 9 fraction digits")
                .withMessageNotContaining("1e2000000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1e2000000", "-1e2000000", "1e-2000000", "1e-10", "1000000000", "-0.01", "1234567890123456789"})
    void numbersOutOfRangeAreRefusedWithoutWritingThemOut(String number) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Money.of(new BigDecimal(number)))
                .withMessageContaining("expected an amount");
    }

    @Test
    void aMegabyteOfDigitsIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Money.parse("1".repeat(1_000_000)));
    }

    @Test
    void numbersKeepTheirValue() {
        assertThat(Money.of(new BigDecimal("1E+2"))).isEqualTo(Money.parse("100"));
        assertThat(Money.parse("2.50").toBigDecimal()).isEqualTo(new BigDecimal("2.50"));
        assertThat(Money.ZERO.toBigDecimal()).isEqualTo(new BigDecimal("0.00"));
    }

    @Test
    void negativeNanosAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Money.ofNanos(-1));
    }

    @Test
    void sumsNeverWrap() {
        Money most = Money.ofNanos(Long.MAX_VALUE);
        assertThat(most.minus(Money.ofNanos(1)).plus(Money.ofNanos(1))).isEqualTo(most);
        assertThatThrownBy(() -> most.plus(Money.ofNanos(1))).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void differencesNeverFallBelowZero() {
        assertThat(Money.parse("1").minus(Money.parse("1"))).isEqualTo(Money.ZERO);
        assertThatThrownBy(() -> Money.parse("1").minus(Money.parse("1.000000001")))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void amountsCompareByValue() {
        assertThat(Money.parse("1.5")).isEqualTo(Money.parse("1.50")).hasSameHashCodeAs(Money.parse("1.500"));
        assertThat(Money.parse("1.5")).isLessThan(Money.parse("1.500000001"));
    }
}
