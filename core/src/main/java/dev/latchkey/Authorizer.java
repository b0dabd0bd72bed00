package dev.latchkey;

import dev.latchkey.access.AccessDecision;
import dev.latchkey.access.AccessQuery;
import dev.latchkey.access.ModelCatalog;
import dev.latchkey.quota.AccountKind;
import dev.latchkey.quota.Demand;
import dev.latchkey.quota.LimitState;
import dev.latchkey.quota.Money;
import dev.latchkey.quota.Outcome;
import dev.latchkey.quota.OverBudget;
import dev.latchkey.quota.OverLimit;
import dev.latchkey.quota.QuotaLedger;
import dev.latchkey.quota.RateLimit;
import dev.latchkey.quota.TimeSource;
import dev.latchkey.quota.Usage;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a known key may do now. Rules that need no counting are asked first; what is counted is then taken in one
 * step, all or nothing; and of two refusals, the one that comes first in the profile's order is told.
 */
final class Authorizer {
    private static final String UNKNOWN_ADDRESS = "unknown";

    private final RouteTable routes;
    private final QuotaLedger ledger;
    private final TimeSource time;
    private final ForgottenSettles forgotten = new ForgottenSettles();
    private final TrustedProxies proxies;
    private final ModelCatalog catalog;
    private final Optional<RateLimit> addressLimit;
    private final LimitHeaders headers;
    private final List<Check> order;

    Authorizer(
            GatewayProfile profile,
            RouteTable routes,
            QuotaLedger ledger,
            TimeSource time,
            TrustedProxies proxies,
            ModelCatalog catalog) {
        this.routes = routes;
        this.ledger = ledger;
        this.time = time;
        this.proxies = proxies;
        this.catalog = catalog;
        this.addressLimit = profile.addressLimit();
        this.headers = profile.limitHeaders();
        this.order = profile.checks();
    }

    /** Takes what the call needs, or nothing. */
    Admission admit(Granted who, Request request, Call call) {
        return decide(who, request, call, true);
    }

    /** What {@link #admit} would say, while nothing is taken. */
    Admission probe(Granted who, Request request, Call call) {
        return decide(who, request, call, false);
    }

    /** Where the key's limits and budgets stand; those of its address are not the key's. */
    Usage usage(Granted who) {
        Permission permission = who.permission();
        Demand demand = permission == null ? null : permission.demand(ledger, Call.none());
        return demand == null ? new Usage(List.of(), List.of()) : ledger.usage(demand, time.epochNanos());
    }

    private Admission decide(Granted who, Request request, Call call, boolean takes) {
        Permission permission = who.permission();
        Denied barred = bar(who, permission, request, call);
        Demand demand = demand(permission, request, call);
        if (demand == null) {
            return barred != null ? barred : Admitted.FREELY;
        }
        long now = time.epochNanos();
        Outcome outcome = takes && barred == null ? ledger.admit(demand, now) : ledger.probe(demand, now);
        Denied spent = refusal(outcome, permission);
        if (barred != null || spent != null) {
            return earlier(barred, spent);
        }
        return admitted((dev.latchkey.quota.Admitted) outcome, now);
    }

    private @Nullable Denied bar(Granted who, @Nullable Permission permission, Request request, Call call) {
        for (Check check : order) {
            Reason reason = switch (check) {
                case SCOPE -> lacksScope(who, request) ? Reason.MISSING_SCOPE : null;
                case ADDRESS -> isElsewhere(permission, request) ? Reason.ADDRESS_NOT_ALLOWED : null;
                case MODEL -> isOtherModel(permission, call) ? Reason.MODEL_NOT_ALLOWED : null;
                case ACCESS -> breaksRule(permission, request, call);
                default -> null;
            };
            if (reason != null) {
                return denied(reason, permission, call);
            }
        }
        return null;
    }

    private boolean lacksScope(Granted who, Request request) {
        return !routes.isPermitted(request, who.principal().scopes());
    }

    private boolean isElsewhere(@Nullable Permission permission, Request request) {
        if (permission == null || permission.permits.addresses().isEmpty()) {
            return false;
        }
        InetAddress client = proxies.clientAddress(request);
        return client == null || !permission.permits.addresses().get().contains(client);
    }

    private boolean isOtherModel(@Nullable Permission permission, Call call) {
        return permission != null
                && call.model().isPresent()
                && !permission.permits.models().permits(call.model().get(), catalog);
    }

    private @Nullable Reason breaksRule(@Nullable Permission permission, Request request, Call call) {
        if (permission == null || permission.permits.rules().permitsEverything()) {
            return null;
        }
        AccessQuery query = call.model()
                .map(AccessQuery::forModel)
                .orElseGet(AccessQuery::withoutModel)
                .withProvider(call.provider().orElse(null))
                .withAddress(proxies.clientAddress(request));
        if (!(permission.permits.rules().decide(query, catalog) instanceof AccessDecision.Denied denied)) {
            return null;
        }
        return denied.cause() == AccessDecision.Cause.NO_PROVIDER_LEFT
                ? Reason.NO_PROVIDER_ALLOWED
                : Reason.ACCESS_DENIED;
    }

    private @Nullable Demand demand(@Nullable Permission permission, Request request, Call call) {
        boolean free = routes.isFree(request);
        if (addressLimit.isEmpty()) {
            return permission == null ? null : demandOf(permission, call, free);
        }
        InetAddress client = proxies.clientAddress(request);
        String address = client == null ? UNKNOWN_ADDRESS : client.getHostAddress();
        return claims(permission, call.permits(), free)
                .limit(ledger.account(address, AccountKind.ADDRESS), addressLimit.get(), call.permits())
                .estimate(free ? Money.ZERO : call.estimate())
                .build();
    }

    private @Nullable Demand demandOf(Permission permission, Call call, boolean free) {
        return free ? permission.unpaid(ledger, call) : permission.demand(ledger, call);
    }

    private Demand.Builder claims(@Nullable Permission permission, long cost, boolean free) {
        if (permission == null) {
            return Demand.builder();
        }
        return free ? permission.limits(ledger, cost) : permission.claims(ledger, cost);
    }

    private @Nullable Denied refusal(Outcome outcome, @Nullable Permission permission) {
        if (outcome instanceof OverLimit over) {
            LimitState binding = over.binding();
            return about(
                    permission,
                    Reason.RATE_LIMITED,
                    Facts.none()
                            .withRetryAfter(Duration.ofNanos(binding.retryAfter()))
                            .withLimits(over.limits(), over.index()));
        }
        if (outcome instanceof OverBudget over) {
            boolean period = over.budget().name().equals(Permission.PERIOD);
            return about(permission, period ? Reason.PERIOD_LIMIT_REACHED : Reason.USAGE_LIMIT_REACHED, Facts.none());
        }
        return null;
    }

    private static Denied denied(Reason reason, @Nullable Permission permission, Call call) {
        Facts facts = call.model().map(Facts.none()::withModel).orElse(Facts.none());
        return about(permission, reason, facts);
    }

    private static Denied about(@Nullable Permission permission, Reason reason, Facts facts) {
        return new Denied(new Denial(reason, permission == null ? facts : facts.withKeyId(permission.keyId)));
    }

    private Denied earlier(@Nullable Denied one, @Nullable Denied other) {
        if (one == null || other == null) {
            return Objects.requireNonNull(one == null ? other : one);
        }
        return order.indexOf(one.reason().check())
                        <= order.indexOf(other.reason().check())
                ? one
                : other;
    }

    private Admitted admitted(dev.latchkey.quota.Admitted outcome, long now) {
        List<LimitState> states = outcome.limits();
        return new Admitted(
                states,
                headers.onSuccess(states, now),
                outcome.hold()
                        .map(hold -> Reservation.of(ledger, hold, forgotten))
                        .orElse(Reservation.NOTHING));
    }
}
