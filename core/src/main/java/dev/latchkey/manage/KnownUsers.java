package dev.latchkey.manage;

import dev.latchkey.quota.BudgetGate;
import dev.latchkey.quota.BudgetReset;
import dev.latchkey.quota.BudgetRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;

/** The users and budgets that a directory has seen, each in its latest version. Changed under its directory's guard, read by all. */
final class KnownUsers {
    private final Map<String, ManagedUser> users = new ConcurrentHashMap<>();
    private final Map<String, Budget> budgets = new ConcurrentHashMap<>();

    /**
     * Users as decisions want them. Replaced after every change of what they are made from, and read before it: who is
     * late puts what is old into a map that is old too.
     */
    private volatile Map<String, Optional<User>> resolved = new ConcurrentHashMap<>();

    /** Takes in those that are newer than what is known. */
    void take(List<ManagedUser> changedUsers, List<Budget> changedBudgets) {
        boolean isNew = false;
        for (ManagedUser user : changedUsers) {
            isNew |= keep(users, user.id(), user, ManagedUser::version);
        }
        for (Budget budget : changedBudgets) {
            isNew |= keep(budgets, budget.id(), budget, Budget::version);
        }
        if (isNew) {
            resolved = new ConcurrentHashMap<>();
        }
    }

    private static <T> boolean keep(Map<String, T> known, String id, T entity, ToLongFunction<T> version) {
        T before = known.get(id);
        boolean isNewer = before == null || version.applyAsLong(before) < version.applyAsLong(entity);
        if (isNewer) {
            known.put(id, entity);
        }
        return isNewer;
    }

    Optional<User> find(String id) {
        Map<String, Optional<User>> remembered = resolved;
        Optional<User> found = remembered.get(id);
        if (found == null) {
            found = Optional.ofNullable(users.get(id))
                    .filter(user -> !user.isDeleted())
                    .map(this::resolve);
            if (found.isPresent()) {
                remembered.put(id, found);
            }
        }
        return found;
    }

    private User resolve(ManagedUser user) {
        Optional<Budget> budget =
                Optional.ofNullable(user.budgetId()).map(budgets::get).filter(known -> !known.isDeleted());
        BudgetRule rule = new BudgetRule(
                KeyDirectory.spendingOf(user),
                budget.map(Budget::cap).orElse(null),
                budget.map(Budget::reset).orElse(BudgetReset.never()),
                BudgetGate.WITHIN);
        return new User(user.id(), user.isBlocked(), List.of(rule), List.of());
    }
}
