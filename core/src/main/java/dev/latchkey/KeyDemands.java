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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What keys ask of the ledger by their own records, whatever is asked for their users and addresses beside it. */
final class KeyDemands {
    /** The names of a key's budgets, by which a refusal is told apart. */
    static final String USAGE = "usage_limit";

    static final String PERIOD = "period_limit";

    private final QuotaLedger ledger;
    private final Optional<RateLimit> userLimit;
    private final BudgetGate gate;

    KeyDemands(QuotaLedger ledger, Optional<RateLimit> userLimit, BudgetGate gate) {
        this.ledger = ledger;
        this.userLimit = userLimit;
        this.gate = gate;
    }

    /** What an ordinary call of that key, and of this user's, asks; null if there is nothing to ask. */
    @Nullable Demand usual(KeyRecord key, @Nullable String user) {
        return hasBudgets(key.permits()) || isLimited(key, user)
                ? claims(key, user, 1).build()
                : null;
    }

    /** As {@link #usual}, of a call that costs nothing. */
    @Nullable Demand unpaid(KeyRecord key, @Nullable String user) {
        return isLimited(key, user) ? limits(key, user, 1).build() : null;
    }

    /** The claims of one call, to which more can be added. */
    Demand.Builder claims(KeyRecord key, @Nullable String user, long cost) {
        Demand.Builder demand = limits(key, user, cost);
        KeyPermits permits = key.permits();
        if (hasBudgets(permits)) {
            Account account = account(key);
            permits.usageLimit()
                    .ifPresent(cap -> demand.budget(account, new BudgetRule(USAGE, cap, BudgetReset.never(), gate)));
            permits.periodLimit()
                    .ifPresent(cap -> demand.budget(account, new BudgetRule(PERIOD, cap, permits.period(), gate)));
        }
        return demand;
    }

    /** The claims of one call that costs nothing, to which more can be added. */
    Demand.Builder limits(KeyRecord key, @Nullable String user, long cost) {
        Demand.Builder demand = Demand.builder();
        if (!key.permits().limits().isEmpty()) {
            Account account = account(key);
            key.permits().limits().forEach(limit -> demand.limit(account, limit, cost));
        }
        if (userLimit.isPresent() && user != null) {
            demand.limit(ledger.account(user, AccountKind.USER), userLimit.get(), cost);
        }
        return demand;
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

    private static boolean hasBudgets(KeyPermits permits) {
        return permits.usageLimit().isPresent() || permits.periodLimit().isPresent();
    }

    private boolean isLimited(KeyRecord key, @Nullable String user) {
        return !key.permits().limits().isEmpty() || (userLimit.isPresent() && user != null);
    }
}
