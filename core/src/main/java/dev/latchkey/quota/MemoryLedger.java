package dev.latchkey.quota;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** See {@link QuotaLedger#inMemory}. Each method is one stretch under the locks of all accounts that it concerns. */
final class MemoryLedger implements QuotaLedger {
    private static final int MOST_OF_A_BOUNDED_KIND = 100_000;

    private final TimeSource time;
    private final MemoryAccounts home;

    MemoryLedger(TimeSource time) {
        this(time, MOST_OF_A_BOUNDED_KIND);
    }

    MemoryLedger(TimeSource time, int mostOfABoundedKind) {
        this.time = time;
        this.home = new MemoryAccounts(mostOfABoundedKind);
    }

    @Override
    public boolean mayBlock() {
        return false;
    }

    @Override
    public Account account(String id, AccountKind kind) {
        if (id.isEmpty()) {
            throw new IllegalArgumentException("account: expected an id that is not empty");
        }
        return home.account(id, kind, time.epochNanos());
    }

    @Override
    public boolean startWith(Account account, Money spent) {
        MemoryAccount locked = home.lock(account, true, time.epochNanos());
        try {
            return locked.startWith(spent);
        } finally {
            locked.unlock();
        }
    }

    @Override
    public Outcome admit(Demand demand, Money estimate, long nowNanos) {
        AccountGroup accounts = home.lock(demand, nowNanos);
        try {
            Outcome refusal = refusal(demand, accounts, estimate, nowNanos);
            return refusal != null ? refusal : take(demand, accounts, estimate, nowNanos);
        } finally {
            accounts.unlock();
        }
    }

    @Override
    public Outcome probe(Demand demand, Money estimate, long nowNanos) {
        AccountGroup accounts = home.lock(demand, nowNanos);
        try {
            Outcome refusal = refusal(demand, accounts, estimate, nowNanos);
            return refusal != null ? refusal : new MemoryAdmitted(this, demand, null);
        } finally {
            accounts.unlock();
        }
    }

    /** Where the limits of a demand stand now. */
    List<LimitState> limits(Demand demand) {
        long now = time.epochNanos();
        AccountGroup accounts = home.lock(demand, now);
        try {
            return states(demand, accounts, now);
        } finally {
            accounts.unlock();
        }
    }

    @Override
    public Usage usage(Demand demand, long nowNanos) {
        AccountGroup accounts = home.lock(demand, nowNanos);
        try {
            Claims claims = demand.claims();
            List<BudgetState> budgets = new ArrayList<>();
            for (int i = 0; i < claims.budgetCount(); i++) {
                budgets.add(budget(claims, accounts, i, nowNanos));
            }
            return new Usage(states(demand, accounts, nowNanos), budgets);
        } finally {
            accounts.unlock();
        }
    }

    @Override
    public boolean settle(Hold hold, Money actual) {
        return own(hold).settle(actual, time.epochNanos());
    }

    @Override
    public boolean release(Hold hold) {
        return own(hold).release();
    }

    @Override
    public boolean extend(Hold hold) {
        return own(hold).extend(time.epochNanos());
    }

    private static MemoryHold own(Hold hold) {
        if (hold instanceof MemoryHold own) {
            return own;
        }
        throw new IllegalArgumentException("hold: expected one that this ledger has made");
    }

    private static @Nullable Outcome refusal(Demand demand, AccountGroup accounts, Money estimate, long now) {
        Claims claims = demand.claims();
        Meter meter = null;
        for (int i = 0; i < claims.limitCount(); i++) {
            meter = accounts.meter(claims, i, meter);
            if (meter.remaining(now) < claims.cost(i)) {
                return overLimit(states(demand, accounts, now));
            }
        }
        for (int i = 0; i < claims.budgetCount(); i++) {
            if (!accounts.budget(claims, i).admits(claims.budget(i), estimate.nanos(), now)) {
                return new OverBudget(states(demand, accounts, now), i, budget(claims, accounts, i, now));
            }
        }
        return null;
    }

    private static OverLimit overLimit(List<LimitState> states) {
        int binding = 0;
        for (int i = 1; i < states.size(); i++) {
            if (states.get(i).retryAfter() > states.get(binding).retryAfter()) {
                binding = i;
            }
        }
        return new OverLimit(states, binding);
    }

    private Admitted take(Demand demand, AccountGroup accounts, Money estimate, long now) {
        Claims claims = demand.claims();
        Meter meter = null;
        for (int i = 0; i < claims.limitCount(); i++) {
            meter = accounts.meter(claims, i, meter);
            meter.take(claims.cost(i), now);
        }
        MemoryHold hold = demand.hasBudgets() ? MemoryHold.over(claims, accounts, estimate, now) : null;
        return new MemoryAdmitted(this, demand, hold);
    }

    private static List<LimitState> states(Demand demand, AccountGroup accounts, long now) {
        Claims claims = demand.claims();
        List<LimitState> states = new ArrayList<>();
        for (int i = 0; i < claims.limitCount(); i++) {
            AccountKind of = demand.account(claims.accountOfLimit(i)).kind();
            states.add(accounts.meter(claims, i, null).state(of, claims.cost(i), now));
        }
        return states;
    }

    private static BudgetState budget(Claims claims, AccountGroup accounts, int claim, long now) {
        return accounts.budget(claims, claim).state(claims.budget(claim), now);
    }
}
