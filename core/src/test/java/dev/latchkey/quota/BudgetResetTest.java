package dev.latchkey.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetResetTest {
    @ParameterizedTest
    @CsvSource({
        "1, hour, 2026-03-29T00:30:00.5Z, 2026-03-29T01:30:00.5Z",
        "8760, hour, 2024-01-01T00:00:00Z, 2024-12-31T00:00:00Z",
        "3, day, 2024-02-28T23:00:00Z, 2024-03-02T23:00:00Z",
        "2, week, 2026-12-25T01:00:00Z, 2027-01-08T01:00:00Z",
        "1, month, 2024-01-31T10:00:00Z, 2024-02-29T10:00:00Z",
        "1, month, 2026-01-31T10:00:00Z, 2026-02-28T10:00:00Z",
        "12, month, 2024-02-29T10:00:00Z, 2025-02-28T10:00:00Z"
    })
    void stepsCountFromTheFirstUse(int amount, String unit, Instant start, Instant end) {
        assertThat(BudgetReset.every(amount, BudgetUnit.parse(unit)).endOf(At.nanos(start)))
                .isEqualTo(At.nanos(end));
    }

    @ParameterizedTest
    @CsvSource({
        "day, 2026-02-28T23:59:59.999999999Z, 2026-03-01T00:00:00Z",
        "day, 2026-03-01T00:00:00Z, 2026-03-02T00:00:00Z",
        "week, 2026-11-22T12:00:00Z, 2026-11-23T00:00:00Z",
        "week, 2026-11-23T00:00:00Z, 2026-11-30T00:00:00Z",
        "month, 2026-12-31T12:00:00Z, 2027-01-01T00:00:00Z"
    })
    void alignedPeriodsEndAtTheCalendarsBoundary(String unit, Instant start, Instant end) {
        assertThat(BudgetReset.aligned(BudgetUnit.parse(unit)).endOf(At.nanos(start)))
                .isEqualTo(At.nanos(end));
    }

    @ParameterizedTest
    @CsvSource({"0, hour", "8761, hour", "366, day", "53, week", "13, month", "-1, day"})
    void amountsOutOfRangeAreRefused(int amount, String unit) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BudgetReset.every(amount, BudgetUnit.parse(unit)))
                .withMessageContaining("for the unit " + unit);
    }

    @Test
    void durationsCountElapsedTime() {
        assertThat(BudgetReset.after(Duration.ofSeconds(90)).endOf(7)).isEqualTo(90_000_000_007L);
        assertThat(BudgetReset.after(Duration.ofDays(36_600)).endOf(Long.MAX_VALUE - 1))
                .isEqualTo(Long.MAX_VALUE);
        assertThatIllegalArgumentException().isThrownBy(() -> BudgetReset.after(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> BudgetReset.after(Duration.ofSeconds(Long.MAX_VALUE)));
    }

    @Test
    void otherUnitsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BudgetUnit.parse("year"))
                .withMessage("unit: expected hour, day, week or month");
        assertThatIllegalArgumentException().isThrownBy(() -> BudgetReset.aligned(BudgetUnit.HOUR));
    }

    @Test
    void theCalendarEndsWithTheRangeOfALong() {
        assertThat(BudgetReset.every(12, BudgetUnit.MONTH).endOf(Long.MAX_VALUE - 1))
                .isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"never", "after PT24H", "every 1 day", "every 3 months", "each week"})
    void whatIsPrintedCanBeReadAgain(String text) {
        assertThat(BudgetReset.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "never ", "after", "after a day", "every day", "every x days", "every 0 days", "each hour"})
    void anythingElseIsNoReset(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> BudgetReset.parse(text));
    }
}
