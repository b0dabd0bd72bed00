package dev.latchkey.quota;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;

/**
 * When what was spent of a budget is forgotten: never, a period after its first use, or at the boundaries of the UTC
 * calendar. A reset is due as soon as {@code now} has reached it. After that, a period starts again at the next use, not
 * at the end of the one before. Immutable and thread-safe.
 */
public final class BudgetReset {
    /** The end of what never ends, in epoch nanoseconds. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final long SECOND = 1_000_000_000L;
    private static final long LONGEST_SECONDS = Duration.ofDays(36_600).toSeconds();
    private static final BudgetReset LIFETIME = new BudgetReset(Kind.NEVER, BudgetUnit.HOUR, 0);

    private enum Kind {
        NEVER,
        ELAPSED,
        STEPS,
        ALIGNED
    }

    private final Kind kind;
    private final BudgetUnit unit;
    private final long amount;

    private BudgetReset(Kind kind, BudgetUnit unit, long amount) {
        this.kind = kind;
        this.unit = unit;
        this.amount = amount;
    }

    /** Never: the budget is for a lifetime. */
    public static BudgetReset never() {
        return LIFETIME;
    }

    /**
     * After so much time has elapsed since the first use.
     *
     * @throws IllegalArgumentException if it is not whole seconds, from 1 second to 36,600 days
     */
    public static BudgetReset after(Duration duration) {
        long seconds = duration.getSeconds();
        if (seconds < 1 || seconds > LONGEST_SECONDS || duration.getNano() != 0) {
            throw new IllegalArgumentException("budget: expected a duration of whole seconds, 1 second to 36600 days");
        }
        return new BudgetReset(Kind.ELAPSED, BudgetUnit.HOUR, seconds);
    }

    /**
     * After so many units since the first use: hours of elapsed time, or days, weeks and months of the UTC calendar at
     * the same time of day, a month clamped to its last day.
     *
     * @throws IllegalArgumentException if the amount is not 1 to {@link BudgetUnit#most()}
     */
    public static BudgetReset every(int amount, BudgetUnit unit) {
        if (amount < 1 || amount > unit.most()) {
            throw new IllegalArgumentException("budget: expected 1 to " + unit.most() + " for the unit " + unit);
        }
        return new BudgetReset(Kind.STEPS, unit, amount);
    }

    /**
     * At midnight UTC of every day, Monday, or first day of a month.
     *
     * @throws IllegalArgumentException if the unit is an hour
     */
    public static BudgetReset aligned(BudgetUnit unit) {
        if (unit == BudgetUnit.HOUR) {
            throw new IllegalArgumentException("budget: expected to be aligned to a day, a week or a month");
        }
        return new BudgetReset(Kind.ALIGNED, unit, 1);
    }

    /**
     * Reads what {@link #toString()} writes, so that a store can keep it.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    public static BudgetReset parse(String text) {
        String[] words = text.split(" ", -1);
        try {
            return switch (words[0] + words.length) {
                case "never1" -> LIFETIME;
                case "after2" -> after(Duration.parse(words[1]));
                case "each2" -> aligned(BudgetUnit.parse(words[1]));
                case "every3" -> every(Integer.parseInt(words[1]), BudgetUnit.parse(singular(words[2])));
                default -> throw new IllegalArgumentException("budget: expected a reset such as every 3 days");
            };
        } catch (DateTimeException | NumberFormatException e) {
            throw new IllegalArgumentException("budget: expected a reset such as every 3 days", e);
        }
    }

    private static String singular(String unit) {
        return unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit;
    }

    /** Whether the budget is for a lifetime. */
    public boolean isNever() {
        return kind == Kind.NEVER;
    }

    /** The time after whose elapse it resets, where it was made by {@link #after}. */
    public Optional<Duration> elapsed() {
        return kind == Kind.ELAPSED ? Optional.of(Duration.ofSeconds(amount)) : Optional.empty();
    }

    /** The unit that it counts in {@linkplain #steps() so many} of, where it was made by {@link #every}. */
    public Optional<BudgetUnit> stepUnit() {
        return kind == Kind.STEPS ? Optional.of(unit) : Optional.empty();
    }

    /** How many of its {@linkplain #stepUnit() units} pass between two resets; 0 where it has none. */
    public int steps() {
        return kind == Kind.STEPS ? (int) amount : 0;
    }

    /** The unit at whose boundaries it resets, where it was made by {@link #aligned}. */
    public Optional<BudgetUnit> alignment() {
        return kind == Kind.ALIGNED ? Optional.of(unit) : Optional.empty();
    }

    /** The end of the period whose first use is at {@code start}, both in epoch nanoseconds; {@link #NEVER} for none. */
    public long endOf(long start) {
        return switch (kind) {
            case NEVER -> NEVER;
            case ELAPSED -> amount > (NEVER - start) / SECOND ? NEVER : start + amount * SECOND;
            case STEPS -> nanos(unit.after(utc(start), amount));
            case ALIGNED -> nanos(unit.after(startOfUnit(utc(start)), 1));
        };
    }

    private LocalDateTime startOfUnit(LocalDateTime time) {
        LocalDateTime midnight = time.truncatedTo(ChronoUnit.DAYS);
        return switch (unit) {
            case WEEK -> midnight.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> midnight.withDayOfMonth(1);
            default -> midnight;
        };
    }

    private static LocalDateTime utc(long nanos) {
        long second = Math.floorDiv(nanos, SECOND);
        return LocalDateTime.ofEpochSecond(second, (int) Math.floorMod(nanos, SECOND), ZoneOffset.UTC);
    }

    private static long nanos(LocalDateTime time) {
        Instant at = time.toInstant(ZoneOffset.UTC);
        return at.getEpochSecond() >= NEVER / SECOND ? NEVER : at.getEpochSecond() * SECOND + at.getNano();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BudgetReset that && kind == that.kind && unit == that.unit && amount == that.amount;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * kind.hashCode() + unit.hashCode()) + Long.hashCode(amount);
    }

    /** For people, such as {@code never}, {@code after PT24H}, {@code every 3 days} or {@code each month}. */
    @Override
    public String toString() {
        return switch (kind) {
            case NEVER -> "never";
            case ELAPSED -> "after " + Duration.ofSeconds(amount);
            case STEPS -> "every " + amount + " " + unit + (amount == 1 ? "" : "s");
            case ALIGNED -> "each " + unit;
        };
    }
}
