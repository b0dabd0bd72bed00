package dev.latchkey;

import dev.latchkey.access.CatalogModel;
import dev.latchkey.access.ModelCatalog;
import dev.latchkey.access.ProviderPrice;
import dev.latchkey.manage.SharedBudget;
import dev.latchkey.manage.User;
import dev.latchkey.quota.AccountKind;
import dev.latchkey.quota.BudgetGate;
import dev.latchkey.quota.BudgetRule;
import dev.latchkey.quota.Demand;
import dev.latchkey.quota.Money;
import dev.latchkey.quota.QuotaLedger;
import dev.latchkey.quota.RateLimit;
import java.net.InetAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a call asks of the ledger: for its key, its user, its address, and the budgets that these share. */
final class Demands {
    /** The budget that a project mode draws on. It is not the key's own, whose past usage has nothing to do with it. */
    static final String CREDITS = "credits";

    private static final String UNKNOWN_ADDRESS = "unknown";

    private final RouteTable routes;
    private final QuotaLedger ledger;
    private final TrustedProxies proxies;
    private final ModelCatalog catalog;
    private final Optional<RateLimit> addressLimit;
    private final Optional<RateLimit> userLimit;
    private final boolean sparesWhatIsFree;
    private final UserRule userRule;
    private final Optional<CostEstimator> estimator;
    private final Users users;
    private final Bars bars;
    private final ProjectModes modes;

    Demands(
            GatewayProfile profile,
            RouteTable routes,
            QuotaLedger ledger,
            TrustedProxies proxies,
            ModelCatalog catalog,
            Optional<RateLimit> userLimit,
            Optional<CostEstimator> estimator,
            Users users,
            Bars bars,
            ProjectModes modes) {
        this.routes = routes;
        this.ledger = ledger;
        this.proxies = proxies;
        this.catalog = catalog;
        this.addressLimit = profile.addressLimit();
        this.userLimit = userLimit;
        this.sparesWhatIsFree = profile.budgetsSpareWhatIsFree();
        this.userRule = profile.userRule();
        this.estimator = estimator;
        this.users = users;
        this.bars = bars;
        this.modes = modes;
    }

    /** What this call asks, or null where there is nothing to ask. */
    @Nullable Demand of(@Nullable Caller caller, Request request, Call call) {
        boolean paid = !routes.isFree(request) && !(sparesWhatIsFree && costsNothing(request, call));
        return isOrdinary(caller, request, call) ? ordinary(caller, paid) : composed(caller, request, call, paid);
    }

    /** What the call will probably cost; nothing where the demand asks no budget. */
    Money estimate(Demand demand, Call call) {
        if (!demand.hasBudgets()) {
            return Money.ZERO;
        }
        Money said = call.estimateOrNull();
        return said != null
                ? said
                : estimator.map(estimates -> estimates.estimate(call)).orElse(Money.ZERO);
    }

    /** What stands in the key's name and its user's. */
    @Nullable Demand standing(Caller caller) {
        User user = caller.keptBy(users);
        if (user == null && !modes.drawsOnCredits(caller)) {
            return caller.usual();
        }
        Demand.Builder demand = caller.claims(1);
        if (user != null) {
            budgets(user, demand);
        }
        if (modes.drawsOnCredits(caller)) {
            credits(caller, demand);
        }
        return demand.build();
    }

    /** What stands in this user's name, whichever key they use. */
    Demand standing(String user) {
        Demand.Builder demand = Demand.builder();
        userLimit.ifPresent(limit -> demand.limit(ledger.account(user, AccountKind.USER), limit));
        User kept = users.kept(user);
        if (kept != null) {
            budgets(kept, demand);
        }
        return demand.build();
    }

    private boolean isOrdinary(@Nullable Caller caller, Request request, Call call) {
        return caller != null
                && addressLimit.isEmpty()
                && call.permits() == 1
                && caller.keptBy(users) == null
                && !(caller.hasMode() && bars.isSpending(request, call));
    }

    private static @Nullable Demand ordinary(@Nullable Caller caller, boolean paid) {
        if (caller == null) {
            return null;
        }
        return paid ? caller.usual() : caller.unpaid();
    }

    private @Nullable Demand composed(@Nullable Caller caller, Request request, Call call, boolean paid) {
        Demand.Builder demand =
                caller == null ? spokenFor(call) : paid ? caller.claims(call.permits()) : caller.limits(call.permits());
        if (addressLimit.isPresent()) {
            InetAddress client = proxies.clientAddress(request);
            String address = client == null ? UNKNOWN_ADDRESS : client.getHostAddress();
            demand.limit(ledger.account(address, AccountKind.ADDRESS), addressLimit.get(), call.permits());
        }
        if (paid) {
            User user = caller == null ? spokenForUser(call) : caller.keptBy(users);
            if (user != null) {
                budgets(user, demand);
            }
        }
        if (caller != null
                && bars.isSpending(request, call)
                && modes.payment(caller, call) == ProjectModes.Payment.FROM_CREDITS) {
            credits(caller, demand);
        }
        Demand composed = demand.build();
        return composed.limits().isEmpty() && !composed.hasBudgets() ? null : composed;
    }

    /** What a call of the master key asks on behalf of the user whom it names. */
    private Demand.Builder spokenFor(Call call) {
        Demand.Builder demand = Demand.builder();
        if (userLimit.isPresent() && userRule != UserRule.UNREAD && call.user().isPresent()) {
            demand.limit(ledger.account(call.user().get(), AccountKind.USER), userLimit.get(), call.permits());
        }
        return demand;
    }

    private @Nullable User spokenForUser(Call call) {
        return userRule != UserRule.UNREAD && call.user().isPresent()
                ? users.kept(call.user().get())
                : null;
    }

    private void budgets(User user, Demand.Builder demand) {
        for (BudgetRule rule : user.budgets()) {
            demand.budget(ledger.account(user.id(), AccountKind.USER), rule);
        }
        for (SharedBudget budget : user.shared()) {
            demand.budget(ledger.account(budget.id(), AccountKind.BUDGET), budget.rule());
        }
    }

    private void credits(Caller caller, Demand.Builder demand) {
        demand.budget(
                ledger.account(CREDITS + ":" + caller.keyId(), AccountKind.BUDGET),
                BudgetRule.lifetime(CREDITS, caller.permits().credits(), BudgetGate.UNTIL_REACHED));
    }

    private boolean costsNothing(Request request, Call call) {
        return isFreeModel(call) || (isRead(request.method()) && isUnpriced(request, call));
    }

    private static boolean isRead(String method) {
        return method.equals("GET") || method.equals("HEAD");
    }

    private boolean isUnpriced(Request request, Call call) {
        return call.estimateOrNull() == null && !bars.isSpending(request, call);
    }

    private boolean isFreeModel(Call call) {
        String model = call.modelOrNull();
        return model != null && catalog.find(model).filter(Demands::isFree).isPresent();
    }

    private static boolean isFree(CatalogModel model) {
        return model.free() || model.providers().stream().allMatch(Demands::asksNothing);
    }

    private static boolean asksNothing(ProviderPrice price) {
        return price.inputPrice().signum() == 0 && price.outputPrice().signum() == 0;
    }
}
