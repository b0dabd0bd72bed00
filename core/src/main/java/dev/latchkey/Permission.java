package dev.latchkey;

import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeyPermits;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one key asks of the ledger with every call. Its account is the ledger's, by the key's id, so that a reload of the
 * keys forgives nothing.
 */
final class Permission {
    /** The budgets' names, by which a refusal is told apart. */
    static final String USAGE = "usage_limit";

    private static final Logger log = LoggerFactory.getLogger(Authenticator.class);

    static final String PERIOD = "period_limit";

    final KeyId keyId;
    final KeyPermits permits;
    private final Account account;
    private final Optional<String> user;
    private final Optional<RateLimit> userLimit;
    private final BudgetGate gate;
    private final @Nullable Demand usual;
    private final @Nullable Demand unpaid;

    Permission(
            KeyId keyId,
            KeyPermits permits,
            Optional<String> user,
            QuotaLedger ledger,
            Optional<RateLimit> userLimit,
            BudgetGate gate) {
        this.keyId = keyId;
        this.permits = permits;
        this.account = ledger.account(keyId.value(), AccountKind.KEY);
        this.user = user;
        this.userLimit = userLimit;
        this.gate = gate;
        if (permits.usageLimit().isPresent() && !ledger.startWith(account, permits.startingUsage())) {
            log.warn("Key {}: its usage is counted already, and a later starting value is ignored", keyId);
        }
        this.usual = asksForNothing() ? null : claims(ledger, 1).build();
        this.unpaid = isUnlimited() ? null : limits(ledger, 1).build();
    }

    /** The demand of one call without address limits, or null if there is nothing to ask. */
    @Nullable Demand demand(QuotaLedger ledger, Call call) {
        if (usual == null) {
            return null;
        }
        if (call.permits() != 1) {
            return claims(ledger, call.permits()).estimate(call.estimate()).build();
        }
        return usual.budgets().isEmpty() ? usual : usual.withEstimate(call.estimate());
    }

    /** The demand of one call that costs nothing, without address limits, or null if there is nothing to ask. */
    @Nullable Demand unpaid(QuotaLedger ledger, Call call) {
        return unpaid == null || call.permits() == 1
                ? unpaid
                : limits(ledger, call.permits()).build();
    }

    /** The claims of one call, to which more can be added. */
    Demand.Builder claims(QuotaLedger ledger, long cost) {
        Demand.Builder demand = limits(ledger, cost);
        for (BudgetRule rule : budgets()) {
            demand.budget(account, rule);
        }
        return demand;
    }

    /** The claims of one call that costs nothing, to which more can be added. */
    Demand.Builder limits(QuotaLedger ledger, long cost) {
        Demand.Builder demand = Demand.builder();
        for (RateLimit limit : permits.limits()) {
            demand.limit(account, limit, cost);
        }
        if (userLimit.isPresent() && user.isPresent()) {
            demand.limit(ledger.account(user.get(), AccountKind.USER), userLimit.get(), cost);
        }
        return demand;
    }

    private boolean asksForNothing() {
        return isUnlimited() && budgets().isEmpty();
    }

    private boolean isUnlimited() {
        return permits.limits().isEmpty() && (userLimit.isEmpty() || user.isEmpty());
    }

    private List<BudgetRule> budgets() {
        List<BudgetRule> rules = new ArrayList<>();
        permits.usageLimit().ifPresent(cap -> rules.add(new BudgetRule(USAGE, cap, BudgetReset.never(), gate)));
        permits.periodLimit().ifPresent(cap -> rules.add(new BudgetRule(PERIOD, cap, permits.period(), gate)));
        return rules;
    }
}
