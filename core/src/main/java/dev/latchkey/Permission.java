package dev.latchkey;

import dev.latchkey.access.AccessDecision;
import dev.latchkey.access.AccessQuery;
import dev.latchkey.access.AccessRuleKind;
import dev.latchkey.access.AccessRules;
import dev.latchkey.access.ModelCatalog;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeyPermits;
import dev.latchkey.manage.User;
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
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one key asks of the ledger with every call. Its account is the ledger's, by the key's id, so that a reload of the
 * keys forgives nothing.
 */
final class Permission {
    /** The names of a key's budgets, by which a refusal is told apart. */
    static final String USAGE = "usage_limit";

    static final String PERIOD = "period_limit";

    private static final Logger log = LoggerFactory.getLogger(Authenticator.class);

    final KeyId keyId;
    final KeyPermits permits;
    final Optional<String> user;

    /** Null where nothing is counted. */
    private final @Nullable Account account;

    private final List<BudgetRule> budgets;
    private final Optional<RateLimit> userLimit;
    private final @Nullable Demand usual;
    private final @Nullable Demand unpaid;
    private final boolean needsModel;
    private final boolean plain;
    private final boolean hasMode;
    private volatile boolean started;

    Permission(
            KeyId keyId,
            KeyPermits permits,
            Optional<String> user,
            QuotaLedger ledger,
            Optional<RateLimit> userLimit,
            BudgetGate gate) {
        this.keyId = keyId;
        this.permits = permits;
        this.user = user;
        this.userLimit = userLimit;
        this.budgets = budgets(permits, gate);
        this.account =
                budgets.isEmpty() && permits.limits().isEmpty() ? null : ledger.account(keyId.value(), AccountKind.KEY);
        this.needsModel =
                !permits.models().isAny() || !permits.rules().permitsEverything() || ProjectModes.needsModel(permits);
        this.plain = permits.addresses().isEmpty()
                && permits.models().isAny()
                && permits.rules().permitsEverything()
                && permits.projectMode().isEmpty();
        this.hasMode = permits.projectMode().isPresent();
        this.started = permits.usageLimit().isEmpty();
        this.usual =
                budgets.isEmpty() && isUnlimited() ? null : claims(ledger, 1).build();
        this.unpaid = isUnlimited() ? null : limits(ledger, 1).build();
    }

    private static List<BudgetRule> budgets(KeyPermits permits, BudgetGate gate) {
        List<BudgetRule> rules = new ArrayList<>();
        permits.usageLimit().ifPresent(cap -> rules.add(new BudgetRule(USAGE, cap, BudgetReset.never(), gate)));
        permits.periodLimit().ifPresent(cap -> rules.add(new BudgetRule(PERIOD, cap, permits.period(), gate)));
        return List.copyOf(rules);
    }

    /**
     * Tells the ledger what was spent before it knew the key, until that has gone through once. Nobody asks for money
     * before: the account would begin with nothing.
     */
    void start(QuotaLedger ledger) {
        if (!started) {
            boolean heard = ledger.startWith(Objects.requireNonNull(account), permits.startingUsage());
            started = true;
            if (!heard) {
                log.warn("Key {}: its usage is counted already, and a later starting value is ignored", keyId);
            }
        }
    }

    /** Whether the key's record says nothing of addresses, models, access or how calls are paid. */
    boolean isPlain() {
        return plain;
    }

    /** Whether the key says how calls are paid for. */
    boolean hasMode() {
        return hasMode;
    }

    /** Whether what the key may do turns on the model that a call names. */
    boolean needsModel() {
        return needsModel;
    }

    /** Whether anything is counted that a call costs with this key, its user's own budgets aside. */
    boolean hasBudgets() {
        return !budgets.isEmpty() || permits.projectMode().isPresent();
    }

    /** What is kept about the key's user, where it has one and something is. */
    @Nullable User keptBy(Users users) {
        return user.isPresent() && users.areKept() ? users.kept(user.get()) : null;
    }

    /** What the key's access rules say about a call, those about addresses aside. */
    AccessDecision modelRulesOn(Call call, ModelCatalog catalog) {
        return AccessRules.of(permits.rules().rules().stream()
                        .filter(rule -> rule.kind().subject() != AccessRuleKind.Subject.ADDRESSES)
                        .toList())
                .decide(query(call), catalog);
    }

    /** What a call asks for, as access rules are asked about it; from an unknown address. */
    static AccessQuery query(Call call) {
        String model = call.modelOrNull();
        AccessQuery query = model == null ? AccessQuery.withoutModel() : AccessQuery.forModel(model);
        return query.withProvider(call.provider().orElse(null));
    }

    /** The demand of an ordinary call, of one permit; null if there is nothing to ask. */
    @Nullable Demand usual() {
        return usual;
    }

    /** The demand of an ordinary call that costs nothing; null if there is nothing to ask. */
    @Nullable Demand unpaid() {
        return unpaid;
    }

    /** The claims of one call, to which more can be added. */
    Demand.Builder claims(QuotaLedger ledger, long cost) {
        Demand.Builder demand = limits(ledger, cost);
        budgets.forEach(rule -> demand.budget(Objects.requireNonNull(account), rule));
        return demand;
    }

    /** The claims of one call that costs nothing, to which more can be added. */
    Demand.Builder limits(QuotaLedger ledger, long cost) {
        Demand.Builder demand = Demand.builder();
        permits.limits().forEach(limit -> demand.limit(Objects.requireNonNull(account), limit, cost));
        if (userLimit.isPresent() && user.isPresent()) {
            demand.limit(ledger.account(user.get(), AccountKind.USER), userLimit.get(), cost);
        }
        return demand;
    }

    private boolean isUnlimited() {
        return permits.limits().isEmpty() && (userLimit.isEmpty() || user.isEmpty());
    }
}
