package dev.latchkey.quota;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;

/** The unit of a {@linkplain BudgetReset#every budget's period}. */
public enum BudgetUnit {
    /** Elapsed hours, 1 to 8760. */
    HOUR(ChronoUnit.HOURS, 8760),

    /** Days of the UTC calendar, 1 to 365. */
    DAY(ChronoUnit.DAYS, 365),

    /** Weeks of the UTC calendar, 1 to 52. */
    WEEK(ChronoUnit.WEEKS, 52),

    /** Months of the UTC calendar, 1 to 12; 31 January and a month is the last day of February. */
    MONTH(ChronoUnit.MONTHS, 12);

    private final ChronoUnit step;
    private final int most;

    BudgetUnit(ChronoUnit step, int most) {
        this.step = step;
        this.most = most;
    }

    /**
     * Reads {@code hour}, {@code day}, {@code week} or {@code month}.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    public static BudgetUnit parse(String text) {
        return Arrays.stream(values())
                .filter(unit -> unit.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unit: expected hour, day, week or month"));
    }

    /** The most of this unit that a period may have. */
    public int most() {
        return most;
    }

    LocalDateTime after(LocalDateTime start, long steps) {
        return start.plus(steps, step);
    }

    /** The name in lower case, as in configuration. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
