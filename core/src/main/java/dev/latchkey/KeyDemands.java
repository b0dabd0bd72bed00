package dev.latchkey;

import dev.latchkey.key.KeyPermits;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.quota.Account;
import dev.latchkey.quota.AccountKind;
import dev.latchkey.quota.BudgetGate;
import dev.latchkey.quota.BudgetReset;
import dev.latchkey.quota.BudgetRule;
import dev.latchkey.quota.Demand;
import dev.latchkey.quota.QuotaLedger;
import dev.latchkey.quota.RateLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What keys ask of the ledger by their own records, whatever is asked for their users and addresses beside it. */
final class KeyDemands {
    /** The names of a key's budgets, by which a refusal is told apart. */
    static final String USAGE = "usage_limit";

    static final String PERIOD = "period_limit";

    /** How many different plans are kept to be shared. Most hosts have a handful. */
    private static final int MOST_PLANS = 1024;

    private final QuotaLedger ledger;
    private final Optional<RateLimit> userLimit;
    private final BudgetGate gate;

    /** A demand of some key with each plan; those of the others are made of it. */
    private final Map<Plan, Demand> known = new ConcurrentHashMap<>();

    /** What many keys ask alike, each on its own account. */
    private record Plan(List<RateLimit> limits, List<BudgetRule> budgets) {}

    KeyDemands(QuotaLedger ledger, Optional<RateLimit> userLimit, BudgetGate gate) {
        this.ledger = ledger;
        this.userLimit = userLimit;
        this.gate = gate;
    }

    /** What an ordinary call of that key, and of this user's, asks; null if there is nothing to ask. */
    @Nullable Demand usual(KeyRecord key, @Nullable String user) {
        return ordinary(key, user, budgets(key.permits()));
    }

    /** As {@link #usual}, of a call that costs nothing. */
    @Nullable Demand unpaid(KeyRecord key, @Nullable String user) {
        return ordinary(key, user, List.of());
    }

    private @Nullable Demand ordinary(KeyRecord key, @Nullable String user, List<BudgetRule> budgets) {
        if (userLimit.isPresent() && user != null) {
            return claims(key, user, budgets, 1).build();
        }
        List<RateLimit> limits = key.permits().limits();
        return limits.isEmpty() && budgets.isEmpty() ? null : shared(key, new Plan(limits, budgets));
    }

    private Demand shared(KeyRecord key, Plan plan) {
        Demand alike = known.get(plan);
        if (alike != null) {
            return alike.on(account(key));
        }
        Demand first = claims(key, null, plan.budgets(), 1).build();
        if (known.size() < MOST_PLANS) {
            known.put(plan, first);
        }
        return first;
    }

    /** The claims of one call, to which more can be added. */
    Demand.Builder claims(KeyRecord key, @Nullable String user, long cost) {
        return claims(key, user, budgets(key.permits()), cost);
    }

    /** The claims of one call that costs nothing, to which more can be added. */
    Demand.Builder limits(KeyRecord key, @Nullable String user, long cost) {
        return claims(key, user, List.of(), cost);
    }

    private Demand.Builder claims(KeyRecord key, @Nullable String user, List<BudgetRule> budgets, long cost) {
        Demand.Builder demand = Demand.builder();
        List<RateLimit> limits = key.permits().limits();
        if (!limits.isEmpty() || !budgets.isEmpty()) {
            Account account = account(key);
            limits.forEach(limit -> demand.limit(account, limit, cost));
            budgets.forEach(rule -> demand.budget(account, rule));
        }
        if (userLimit.isPresent() && user != null) {
            demand.limit(ledger.account(user, AccountKind.USER), userLimit.get(), cost);
        }
        return demand;
    }

    private List<BudgetRule> budgets(KeyPermits permits) {
        if (permits.usageLimit().isEmpty() && permits.periodLimit().isEmpty()) {
            return List.of();
        }
        List<BudgetRule> rules = new ArrayList<>();
        permits.usageLimit().ifPresent(cap -> rules.add(new BudgetRule(USAGE, cap, BudgetReset.never(), gate)));
        permits.periodLimit().ifPresent(cap -> rules.add(new BudgetRule(PERIOD, cap, permits.period(), gate)));
        return List.copyOf(rules);
    }

    /**
     * Tells the ledger what the key had spent before it knew it.
     *
     * @return false if that was ignored, because the key's money is in use already
     */
    boolean startWithPastUsage(KeyRecord key) {
        return ledger.startWith(account(key), key.permits().startingUsage());
    }

    /** The key's account is the ledger's, by its id, so that a reload of the keys forgives nothing. */
    private Account account(KeyRecord key) {
        return ledger.account(key.id().value(), AccountKind.KEY);
    }
}
