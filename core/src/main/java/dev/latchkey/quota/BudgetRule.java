package dev.latchkey.quota;

import org.jspecify.annotations.Nullable;

/**
 * How much an account may spend, and when it may start again.
 *
 * <p>What was spent is kept by the rule's name: another cap changes nothing about it, another reset starts it again.
 *
 * @param name tells the budgets of one account apart, such as {@code usage} or {@code period}
 * @param cap the most that may be spent; {@link Money#ZERO} admits nothing, null only counts
 * @param reset when what was spent is forgotten
 * @param gate how the cap is applied
 */
public record BudgetRule(String name, @Nullable Money cap, BudgetReset reset, BudgetGate gate) {

    /** A budget of any make. */
    public BudgetRule {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("budget: expected a name");
        }
    }

    /** What may be spent in a lifetime. */
    public static BudgetRule lifetime(String name, @Nullable Money cap, BudgetGate gate) {
        return new BudgetRule(name, cap, BudgetReset.never(), gate);
    }

    /**
     * Whether there is room for another call, for ledgers to ask.
     *
     * @param spent nano-dollars that were settled since the last reset, 0 or more
     * @param held nano-dollars that are held for calls, 0 or more
     * @param estimate nano-dollars that the call will probably cost, 0 or more
     */
    public boolean admits(long spent, long held, long estimate) {
        boolean fits = estimate <= Long.MAX_VALUE - spent && held <= Long.MAX_VALUE - spent - estimate;
        return fits && (cap == null || gate.admits(spent, held, estimate, cap.nanos()));
    }
}
