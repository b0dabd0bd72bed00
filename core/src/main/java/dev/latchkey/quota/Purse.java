package dev.latchkey.quota;

import org.jspecify.annotations.Nullable;

/** The budgets of one account, and what it had spent before it was known here. Guarded by the account's lock. */
final class Purse {
    private final long start;
    private @Nullable MemoryBudget budgets;

    Purse() {
        this(0);
    }

    Purse(long start) {
        this.start = start;
    }

    boolean startedWith(long nanos) {
        return start == nanos;
    }

    MemoryBudget budget(BudgetRule rule) {
        for (MemoryBudget budget = budgets; budget != null; budget = budget.next) {
            if (budget.isNamed(rule.name())) {
                budget.follow(rule.reset());
                return budget;
            }
        }
        MemoryBudget added = new MemoryBudget(rule, rule.reset().isNever() ? start : 0);
        added.next = budgets;
        budgets = added;
        return added;
    }
}
