package dev.latchkey;

import dev.latchkey.access.AccessDecision;
import dev.latchkey.access.AccessQuery;
import dev.latchkey.access.AccessRuleKind;
import dev.latchkey.access.AccessRules;
import dev.latchkey.access.ModelCatalog;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeyPermits;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.manage.User;
import dev.latchkey.quota.Demand;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One key as its calls are decided about: who it is to the host, and what it asks of the ledger with every call. Made when
 * that is asked for the first time, and kept beside the key's row.
 */
final class Caller {
    private static final Logger log = LoggerFactory.getLogger(Authenticator.class);

    private final Identities maker;
    private final KeyRecord key;
    private final @Nullable String user;
    private final boolean plain;
    private volatile boolean started;
    private volatile boolean asked;
    private @Nullable Demand usual;
    private @Nullable Demand unpaid;
    private volatile @Nullable Principal principal;

    /**
     * @param user whose key it is under this profile, if anybody's
     */
    Caller(Identities maker, KeyRecord key, @Nullable String user) {
        this.maker = maker;
        this.key = key;
        this.user = user;
        KeyPermits permits = key.permits();
        this.plain = permits.addresses().isEmpty()
                && permits.models().isAny()
                && permits.rules().permitsEverything()
                && permits.projectMode().isEmpty();
        this.started = permits.usageLimit().isEmpty();
    }

    boolean isOf(Identities identities) {
        return maker == identities;
    }

    KeyRecord key() {
        return key;
    }

    KeyId keyId() {
        return key.id();
    }

    KeyPermits permits() {
        return key.permits();
    }

    /** Whose key it is under this profile. */
    Optional<String> user() {
        return Optional.ofNullable(user);
    }

    Principal principal() {
        Principal known = principal;
        return known != null ? known : makePrincipal();
    }

    private synchronized Principal makePrincipal() {
        Principal known = principal;
        if (known == null) {
            known = new Principal(
                    Principal.Kind.KEY,
                    key.id().value(),
                    key.label(),
                    user,
                    key.scopes(),
                    key.metadata(),
                    key.environment().orElse(null));
            principal = known;
        }
        return known;
    }

    /**
     * Tells the ledger what was spent before it knew the key, until that has gone through once. Nobody asks for money
     * before: the account would begin with nothing.
     */
    void start() {
        if (!started) {
            boolean heard = maker.demands().startWithPastUsage(key);
            started = true;
            if (!heard) {
                log.warn("Key {}: its usage is counted already, and a later starting value is ignored", key.id());
            }
        }
    }

    /** Whether the key's record says nothing of addresses, models, access or how calls are paid. */
    boolean isPlain() {
        return plain;
    }

    /** Whether the key says how calls are paid for. */
    boolean hasMode() {
        return !plain && key.permits().projectMode().isPresent();
    }

    /** Whether what the key may do turns on the model that a call names. */
    boolean needsModel() {
        return !plain
                && (!key.permits().models().isAny()
                        || !key.permits().rules().permitsEverything()
                        || ProjectModes.needsModel(key.permits()));
    }

    /** Whether anything is counted that a call costs with this key, its user's own budgets aside. */
    boolean hasBudgets() {
        return hasOwnBudgets() || hasMode();
    }

    private boolean hasOwnBudgets() {
        return key.permits().usageLimit().isPresent()
                || key.permits().periodLimit().isPresent();
    }

    /** What is kept about the key's user, where it has one and something is. */
    @Nullable User keptBy(Users users) {
        return user != null && users.areKept() ? users.kept(user) : null;
    }

    /** What the key's access rules say about a call, those about addresses aside. */
    AccessDecision modelRulesOn(Call call, ModelCatalog catalog) {
        return AccessRules.of(key.permits().rules().rules().stream()
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
        askOnce();
        return usual;
    }

    /** The demand of an ordinary call that costs nothing; null if there is nothing to ask. */
    @Nullable Demand unpaid() {
        askOnce();
        return unpaid;
    }

    /** The claims of one call, to which more can be added. */
    Demand.Builder claims(long cost) {
        return maker.demands().claims(key, user, cost);
    }

    /** The claims of one call that costs nothing, to which more can be added. */
    Demand.Builder limits(long cost) {
        return maker.demands().limits(key, user, cost);
    }

    /** A race asks twice, which harms nobody: the ledger gives the same account. Who a key is never turns on the ledger. */
    private void askOnce() {
        if (!asked) {
            usual = maker.demands().usual(key, user);
            unpaid = hasOwnBudgets() ? maker.demands().unpaid(key, user) : usual;
            asked = true;
        }
    }
}
