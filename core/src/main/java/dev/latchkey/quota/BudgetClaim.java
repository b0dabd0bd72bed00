package dev.latchkey.quota;

/**
 * A demand for room in a budget, as much as the call will probably cost.
 *
 * @param account whose budget it is
 * @param rule the budget as it stands now
 */
public record BudgetClaim(Account account, BudgetRule rule) {}
