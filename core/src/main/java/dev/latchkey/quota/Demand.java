package dev.latchkey.quota;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one call asks of a {@link QuotaLedger}: permits of rate limits, and room in budgets for what it will
 * probably cost, each on some account; admitted as a whole or not at all. Immutable and thread-safe: one that is always
 * the same for a key may be built once and kept, because the estimate is said beside it. Where many accounts are asked
 * the same, build one demand and make the others of it with {@link #on}: they share everything but the account.
 */
public final class Demand {
    private final Claims claims;

    /** The only account; null where there are several, or none. */
    private final @Nullable Account soleAccount;

    /** Every account once, where there is not exactly one. */
    private final List<Account> accounts;

    private Demand(Claims claims, @Nullable Account soleAccount, List<Account> accounts) {
        this.claims = claims;
        this.soleAccount = soleAccount;
        this.accounts = accounts;
    }

    /** A demand that asks for nothing yet. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The same demand on another account. All that it needs beyond this one is one small object.
     *
     * @throws IllegalStateException if this demand is not about exactly one account
     */
    public Demand on(Account account) {
        if (soleAccount == null) {
            throw new IllegalStateException("demand: expected one account, found " + accounts.size()
                    + "; only a demand about one account can be made on another");
        }
        return new Demand(claims, account, List.of());
    }

    /** The permits that it asks for, in the order in which they were added. */
    public List<LimitClaim> limits() {
        return new ClaimList<>(
                claims.limitCount(),
                i -> new LimitClaim(account(claims.accountOfLimit(i)), claims.limit(i), claims.cost(i)));
    }

    /** The budgets that it asks, in the order in which they were added. */
    public List<BudgetClaim> budgets() {
        return new ClaimList<>(
                claims.budgetCount(), i -> new BudgetClaim(account(claims.accountOfBudget(i)), claims.budget(i)));
    }

    /** Whether it asks any budget. */
    public boolean hasBudgets() {
        return claims.budgetCount() > 0;
    }

    Claims claims() {
        return claims;
    }

    /** The only account that it names; null where there are several, or none. */
    @Nullable Account soleAccount() {
        return soleAccount;
    }

    /** How many accounts it names, each counted once. */
    int accountCount() {
        return soleAccount != null ? 1 : accounts.size();
    }

    Account account(int index) {
        return soleAccount != null ? soleAccount : accounts.get(index);
    }

    /** Collects the claims of a {@link Demand}. Not thread-safe. */
    public static final class Builder {
        private final List<Account> accounts = new ArrayList<>();
        private final List<RateLimit> limits = new ArrayList<>();
        private final List<Long> costs = new ArrayList<>();
        private final List<Integer> limitAccounts = new ArrayList<>();
        private final List<BudgetRule> budgets = new ArrayList<>();
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
            limits.add(limit);
            costs.add(cost);
            return this;
        }

        /**
         * Asks for room for what the call will probably cost.
         *
         * @throws IllegalArgumentException if the account has a budget of that name in this demand
         */
        public Builder budget(Account account, BudgetRule rule) {
            budgetAccounts.add(indexOf(account, "budget", rule.name()));
            budgets.add(rule);
            return this;
        }

        /** The demand as it stands. */
        public Demand build() {
            Claims claims = new Claims(limits, costs, limitAccounts, budgets, budgetAccounts);
            return accounts.size() == 1
                    ? new Demand(claims, accounts.get(0), List.of())
                    : new Demand(claims, null, List.copyOf(accounts));
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
