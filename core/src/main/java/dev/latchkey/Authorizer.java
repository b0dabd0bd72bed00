package dev.latchkey;

import dev.latchkey.key.KeyRecord;
import dev.latchkey.quota.AccountKind;
import dev.latchkey.quota.BudgetClaim;
import dev.latchkey.quota.Demand;
import dev.latchkey.quota.LimitState;
import dev.latchkey.quota.Money;
import dev.latchkey.quota.Outcome;
import dev.latchkey.quota.OverBudget;
import dev.latchkey.quota.OverLimit;
import dev.latchkey.quota.QuotaLedger;
import dev.latchkey.quota.TimeSource;
import dev.latchkey.quota.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a known key may do now. Rules that need no counting are asked first; what is counted is then taken in one
 * step, all or nothing; and of two refusals, the one that comes first in the profile's order is told.
 */
final class Authorizer {
    private final Bars bars;
    private final BodyNeeds bodies;
    private final Demands demands;
    private final ProjectModes modes;
    private final QuotaLedger ledger;
    private final TimeSource time;
    private final Function<KeyRecord, Caller> callers;
    private final ForgottenSettles forgotten = new ForgottenSettles();
    private final LimitHeaders headers;
    private final List<Check> order;
    private final boolean countsBeforeBody;

    Authorizer(
            GatewayProfile profile,
            Bars bars,
            BodyNeeds bodies,
            Demands demands,
            ProjectModes modes,
            QuotaLedger ledger,
            TimeSource time,
            Function<KeyRecord, Caller> callers) {
        this.bars = bars;
        this.bodies = bodies;
        this.demands = demands;
        this.modes = modes;
        this.ledger = ledger;
        this.time = time;
        this.callers = callers;
        this.headers = profile.limitHeaders();
        this.order = profile.checks();
        this.countsBeforeBody = order.indexOf(Check.RATE_LIMIT) < order.indexOf(Check.BODY);
    }

    /** Whether the ledger may keep a caller waiting. */
    boolean mayBlock() {
        return ledger.mayBlock();
    }

    /** What has to be known of the body; nothing where the call will be refused whatever stands in it. */
    BodyNeed bodyNeed(Granted who, Request request, boolean observed) {
        Caller caller = who.caller();
        BodyNeed need = bodies.of(caller, request, observed);
        return need.isNone() || isRefusedUnread(caller, request) ? BodyNeed.none() : need;
    }

    /** A call without an estimate is refused by the ledger only where one with any estimate would be, too. */
    private boolean isRefusedUnread(@Nullable Caller caller, Request request) {
        if (bars.beforeBody(caller, request) != null) {
            return true;
        }
        Demand demand = ledger.mayBlock() || !countsBeforeBody ? null : demands.of(caller, request, Call.none());
        if (demand == null) {
            return false;
        }
        start(caller);
        Outcome outcome = ledger.probe(demand, Money.ZERO, time.epochNanos());
        Denied spent = refusal(outcome, demand, caller, Call.none());
        return spent != null && order.indexOf(spent.reason().check()) < order.indexOf(Check.BODY);
    }

    /** Whether the key's lists and rules let it name this model, wherever it calls from. */
    boolean permitsModel(Granted who, String model) {
        return bars.permitsModel(who.caller(), Call.builder().model(model).build());
    }

    /** Takes what the call needs, or nothing. */
    Admission admit(Granted who, Request request, Call call) {
        return decide(who, request, call, true);
    }

    /** What {@link #admit} would say, while nothing is taken. */
    Admission probe(Granted who, Request request, Call call) {
        return decide(who, request, call, false);
    }

    /** Where the limits and budgets of the key and its user stand; those of its address are not the key's. */
    Usage usage(Granted who) {
        return usage(who.caller());
    }

    /** As {@link #usage(Granted)}, of a key that may not be in service. */
    Usage usage(KeyRecord key) {
        return usage(callers.apply(key));
    }

    private Usage usage(@Nullable Caller caller) {
        Demand demand = caller == null ? null : demands.standing(caller);
        if (caller == null || demand == null) {
            return new Usage(List.of(), List.of());
        }
        start(caller);
        return ledger.usage(demand, time.epochNanos());
    }

    /** Where the limits and budgets of this user stand, whichever key they use. */
    Usage usage(String user) {
        return ledger.usage(demands.standing(user), time.epochNanos());
    }

    private Admission decide(Granted who, Request request, Call call, boolean takes) {
        Caller caller = who.caller();
        Denied barred = bars.first(caller, request, call);
        Demand demand = demands.of(caller, request, call);
        if (demand == null) {
            return barred != null ? barred : Admitted.freely(call);
        }
        start(caller);
        long now = time.epochNanos();
        Money estimate = demands.estimate(demand, call);
        Outcome outcome =
                takes && barred == null ? ledger.admit(demand, estimate, now) : ledger.probe(demand, estimate, now);
        Denied spent = refusal(outcome, demand, caller, call);
        if (barred != null || spent != null) {
            return earlier(barred, spent);
        }
        return new Admitted(this, (dev.latchkey.quota.Admitted) outcome, call);
    }

    /** Before the ledger hears of a key's money for the first time, it is told what was spent before. */
    private void start(@Nullable Caller caller) {
        if (caller != null) {
            caller.start();
        }
    }

    private @Nullable Denied refusal(Outcome outcome, Demand demand, @Nullable Caller caller, Call call) {
        if (outcome instanceof OverLimit over) {
            Duration wait = Duration.ofNanos(over.binding().retryAfter());
            return Bars.about(
                    caller,
                    new Denial(
                            Reason.RATE_LIMITED,
                            Facts.none().withRetryAfter(wait).withLimits(over.limits(), over.index())));
        }
        if (outcome instanceof OverBudget over) {
            return Bars.about(caller, spent(demand.budgets().get(over.index()), caller, call));
        }
        return null;
    }

    private Denial spent(BudgetClaim claim, @Nullable Caller caller, Call call) {
        if (caller != null
                && claim.account().kind() == AccountKind.BUDGET
                && claim.rule().name().equals(Demands.CREDITS)) {
            return modes.refusal(caller, call);
        }
        Optional<String> user = caller == null ? call.user() : caller.user();
        Facts facts = user.map(Facts.none()::withUser).orElse(Facts.none());
        if (claim.account().kind() != AccountKind.KEY) {
            return new Denial(
                    Reason.USER_BUDGET_REACHED, facts.withRule(claim.rule().name()));
        }
        boolean period = claim.rule().name().equals(KeyDemands.PERIOD);
        return new Denial(period ? Reason.PERIOD_LIMIT_REACHED : Reason.USAGE_LIMIT_REACHED, facts);
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

    /** Whether the profile says anything of limits on the host's answer. */
    boolean tellsOfLimits() {
        return headers != LimitHeaders.NONE;
    }

    /** What the profile says of limits on the host's answer. */
    List<Header> headersFor(List<LimitState> limits) {
        return headers.onSuccess(limits, time.epochNanos());
    }

    /** The money that an admitted call holds, if any. */
    Reservation reservationOf(dev.latchkey.quota.Admitted outcome) {
        return outcome.hold()
                .map(hold -> Reservation.of(ledger, hold, forgotten))
                .orElse(Reservation.NOTHING);
    }
}
