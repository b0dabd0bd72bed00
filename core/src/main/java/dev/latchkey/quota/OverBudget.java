package dev.latchkey.quota;

import java.util.List;

/**
 * Refused: every rate limit would admit the call, but a budget does not.
 *
 * @param limits every rate limit of the demand, in order
 * @param index which of the demand's budgets refuses, counted from 0; the first that does
 * @param budget where that budget stands
 */
public record OverBudget(List<LimitState> limits, int index, BudgetState budget) implements Outcome {

    /** Copies the list. */
    public OverBudget {
        limits = List.copyOf(limits);
    }
}
