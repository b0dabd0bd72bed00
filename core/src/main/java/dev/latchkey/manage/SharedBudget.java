package dev.latchkey.manage;

import dev.latchkey.quota.BudgetRule;

/**
 * A budget that several users draw from: what one of them spends, the others have no more. Immutable and thread-safe.
 *
 * @param id the budget's id; users that name the same one share what was spent of it
 * @param rule how much may be spent together, and when it starts again
 */
public record SharedBudget(String id, BudgetRule rule) {

    /**
     * Checks the id.
     *
     * @throws IllegalArgumentException if it is empty
     */
    public SharedBudget {
        if (id.isEmpty()) {
            throw new IllegalArgumentException("shared budget: expected an id");
        }
    }
}
