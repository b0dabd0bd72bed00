package dev.latchkey.quota;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one call asks of a {@link QuotaLedger}: permits of rate limits, and room in budgets for what it will
 * probably cost, each on some account; admitted as a whole or not at all. Immutable and thread-safe: one that is always
 * the same for a key may be built once and kept, because the estimate is said beside it.
 */
public final class Demand {
    private final List<LimitClaim> limits;
    private final List<BudgetClaim> budgets;
    private final List<Account> accounts;
    private final int[] limitAccounts;
    private final int[] budgetAccounts;
    private final @Nullable Account soleAccount;
    private final RateLimit[] rules;

    /** What every limit is asked for; 0 where they are asked for different numbers of permits. */
    private final long commonCost;

    private Demand(Builder from) {
        this.limits = List.copyOf(from.limits);
        this.budgets = List.copyOf(from.budgets);
        this.limitAccounts = from.limitAccounts.stream().mapToInt(i -> i).toArray();
        this.budgetAccounts = from.budgetAccounts.stream().mapToInt(i -> i).toArray();
        this.accounts = List.copyOf(from.accounts);
        this.soleAccount = accounts.size() == 1 ? accounts.get(0) : null;
        this.rules = limits.stream().map(LimitClaim::limit).toArray(RateLimit[]::new);
        this.commonCost = limits.stream().mapToLong(LimitClaim::cost).distinct().count() == 1
                ? limits.get(0).cost()
                : 0;
    }

    /** A demand that asks for nothing yet. */
    public static Builder builder() {
        return new Builder();
    }

    /** The permits that it asks for, in the order in which they were added. */
    public List<LimitClaim> limits() {
        return limits;
    }

    /** The budgets that it asks, in the order in which they were added. */
    public List<BudgetClaim> budgets() {
        return budgets;
    }

    /** The accounts that it names, each once. */
    List<Account> accounts() {
        return accounts;
    }

    /** The only account that it names; null where there are several, or none. */
    @Nullable Account soleAccount() {
        return soleAccount;
    }

    int limitCount() {
        return rules.length;
    }

    /** The limit of that claim. A demand is asked for it with every call, and a claim would be one more thing to load. */
    RateLimit limit(int claim) {
        return rules[claim];
    }

    /** How many permits that claim takes. */
    long cost(int claim) {
        return commonCost != 0 ? commonCost : limits.get(claim).cost();
    }

    int accountOfLimit(int claim) {
        return limitAccounts[claim];
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

    /** Collects the claims of a {@link Demand}. Not thread-safe. */
    public static final class Builder {
        private final List<LimitClaim> limits = new ArrayList<>();
        private final List<BudgetClaim> budgets = new ArrayList<>();
        private final List<Account> accounts = new ArrayList<>();
        private final List<Integer> limitAccounts = new ArrayList<>();
        private final List<Integer> budgetAccounts = new ArrayList<>();
        private final Set<List<Object>> seen = new HashSet<>();

        private Builder() {}

        /** Asks for one permit. */
        public Builder limit(Account account, RateLimit limit) {
            return limit(account, limit, 1);
        }

        /**
         * Asks for permits.
         *
         * @throws IllegalArgumentException if the cost is less than 1, or the account has that limit in this demand
         */
        public Builder limit(Account account, RateLimit limit, long cost) {
            if (cost < 1) {
                throw new IllegalArgumentException("demand: expected a cost of 1 permit or more");
            }
            limitAccounts.add(indexOf(account, "limit", limit.name()));
            limits.add(new LimitClaim(account, limit, cost));
            return this;
        }

        /**
         * Asks for room for what the call will probably cost.
         *
         * @throws IllegalArgumentException if the account has a budget of that name in this demand
         */
        public Builder budget(Account account, BudgetRule rule) {
            budgetAccounts.add(indexOf(account, "budget", rule.name()));
            budgets.add(new BudgetClaim(account, rule));
            return this;
        }

        /** The demand as it stands. */
        public Demand build() {
            return new Demand(this);
        }

        private int indexOf(Account account, String what, String name) {
            int index = 0;
            while (index < accounts.size() && !same(accounts.get(index), account)) {
                index++;
            }
            if (!seen.add(List.of(what, index, name))) {
                throw new IllegalArgumentException("demand: the account has two of one name, " + what + " " + name);
            }
            if (index == accounts.size()) {
                accounts.add(account);
            }
            return index;
        }

        private static boolean same(Account one, Account other) {
            return one.kind() == other.kind() && one.id().equals(other.id());
        }
    }
}
