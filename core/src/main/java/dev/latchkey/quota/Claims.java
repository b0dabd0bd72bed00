package dev.latchkey.quota;

import java.util.List;

/**
 * What a demand asks, without whom: the accounts are named by their places in the demand's list. All demands that ask the
 * same of different accounts share one of these. Immutable.
 */
final class Claims {
    private final RateLimit[] limits;
    private final long[] costs;
    private final int[] limitAccounts;
    private final BudgetRule[] budgets;
    private final int[] budgetAccounts;

    Claims(
            List<RateLimit> limits,
            List<Long> costs,
            List<Integer> limitAccounts,
            List<BudgetRule> budgets,
            List<Integer> budgetAccounts) {
        this.limits = limits.toArray(RateLimit[]::new);
        this.costs = costs.stream().mapToLong(cost -> cost).toArray();
        this.limitAccounts = limitAccounts.stream().mapToInt(account -> account).toArray();
        this.budgets = budgets.toArray(BudgetRule[]::new);
        this.budgetAccounts =
                budgetAccounts.stream().mapToInt(account -> account).toArray();
    }

    int limitCount() {
        return limits.length;
    }

    RateLimit limit(int claim) {
        return limits[claim];
    }

    /** How many permits that claim takes. */
    long cost(int claim) {
        return costs[claim];
    }

    int accountOfLimit(int claim) {
        return limitAccounts[claim];
    }

    int budgetCount() {
        return budgets.length;
    }

    BudgetRule budget(int claim) {
        return budgets[claim];
    }

    int accountOfBudget(int claim) {
        return budgetAccounts[claim];
    }

    boolean asksMoneyOf(int account) {
        for (int of : budgetAccounts) {
            if (of == account) {
                return true;
            }
        }
        return false;
    }
}
