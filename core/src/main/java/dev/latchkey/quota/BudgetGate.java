package dev.latchkey.quota;

/** When a budget with a cap still lets a call pass. What is held for other calls counts as spent in both. */
public enum BudgetGate {
    /** Until the cap is reached: admits while {@code spent + held < cap}, however large the estimate. */
    UNTIL_REACHED,

    /** Within the cap: admits while {@code spent + held < cap} and {@code spent + held + estimate <= cap}. */
    WITHIN;

    /** The sums are of amounts that are not negative; one that does not fit a {@code long} is refused. */
    boolean admits(long spent, long held, long estimate, long cap) {
        long before = spent + held;
        if (before < 0 || before >= cap) {
            return false;
        }
        return this == UNTIL_REACHED || estimate <= cap - before;
    }
}
