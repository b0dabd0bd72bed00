package dev.latchkey.quota;

/**
 * A demand for the demand's estimate out of a budget.
 *
 * @param account whose budget it is
 * @param rule the budget as it stands now
 */
public record BudgetClaim(Account account, BudgetRule rule) {}
