package dev.latchkey.quota;

import java.util.List;

/**
 * A snapshot of everything that a {@link Demand} names, taken in one step.
 *
 * @param limits its rate limits, in order
 * @param budgets its budgets, in order
 */
public record Usage(List<LimitState> limits, List<BudgetState> budgets) {

    /** Copies both lists. */
    public Usage {
        limits = List.copyOf(limits);
        budgets = List.copyOf(budgets);
    }
}
