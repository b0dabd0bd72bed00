package dev.latchkey.manage;

import dev.latchkey.quota.BudgetRule;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Somebody on whose behalf calls are made, whichever key they use. Immutable and thread-safe.
 *
 * @param id the user's id, 1 to 256 characters, as keys and request bodies name it
 * @param isBlocked whether every call on the user's behalf is refused
 * @param budgets what the user may spend, each counted for this user alone
 * @param shared budgets that the user draws from together with others
 */
public record User(String id, boolean isBlocked, List<BudgetRule> budgets, List<SharedBudget> shared) {
    private static final int LONGEST_ID = 256;

    /**
     * Checks the parts and copies the lists.
     *
     * @throws IllegalArgumentException if the id is empty or too long, two budgets have one name, or one shared budget is
     *     named twice
     */
    public User {
        if (id.isEmpty() || id.length() > LONGEST_ID) {
            throw new IllegalArgumentException("user: expected an id of 1 to " + LONGEST_ID + " characters");
        }
        Set<String> names = new HashSet<>();
        for (BudgetRule budget : budgets) {
            if (!names.add(budget.name())) {
                throw new IllegalArgumentException("user: two budgets are called " + budget.name() + "; rename one");
            }
        }
        Set<String> ids = new HashSet<>();
        for (SharedBudget budget : shared) {
            if (!ids.add(budget.id())) {
                throw new IllegalArgumentException("user: shared budget " + budget.id() + " is named twice");
            }
        }
        budgets = List.copyOf(budgets);
        shared = List.copyOf(shared);
    }

    /** A user without budgets who is not blocked. */
    public static User of(String id) {
        return new User(id, false, List.of(), List.of());
    }

    /** The same user, blocked. */
    public User blocked() {
        return new User(id, true, budgets, shared);
    }

    /** The same user with these budgets of their own. */
    public User withBudgets(BudgetRule... rules) {
        return new User(id, isBlocked, List.of(rules), shared);
    }

    /** The same user, drawing from these budgets together with others. */
    public User sharing(SharedBudget... budgetsOfSeveral) {
        return new User(id, isBlocked, budgets, List.of(budgetsOfSeveral));
    }
}
