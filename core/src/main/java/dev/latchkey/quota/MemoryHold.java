package dev.latchkey.quota;

/** A hold over budgets of some accounts. Guarded by the locks of all these accounts together. */
final class MemoryHold implements Hold {
    private static final long LASTS = QuotaLedger.HOLD_LASTS.toNanos();

    private final Money estimate;
    private final Claims claims;
    private final AccountGroup accounts;
    private long until;
    private boolean done;

    private MemoryHold(Claims claims, AccountGroup accounts, Money estimate) {
        this.claims = claims;
        this.accounts = accounts;
        this.estimate = estimate;
    }

    /** Sets the estimate aside in every budget that is claimed of accounts, which are locked; at least one. */
    static MemoryHold over(Claims claims, AccountGroup accounts, Money estimate, long now) {
        MemoryHold hold = new MemoryHold(claims, accounts, estimate);
        hold.setAside(now);
        return hold;
    }

    @Override
    public Money estimate() {
        return estimate;
    }

    boolean settle(Money actual, long now) {
        accounts.lock();
        try {
            boolean first = end();
            for (int i = 0; first && i < claims.budgetCount(); i++) {
                budget(i).book(actual.nanos(), now);
            }
            return first;
        } finally {
            accounts.unlock();
        }
    }

    boolean release() {
        accounts.lock();
        try {
            return end();
        } finally {
            accounts.unlock();
        }
    }

    boolean extend(long now) {
        accounts.lock();
        try {
            boolean lives = !done && now < until && allStillHold();
            if (lives) {
                free();
                holdUntil(now + LASTS);
            }
            return lives;
        } finally {
            accounts.unlock();
        }
    }

    private void setAside(long now) {
        for (int i = 0; i < claims.budgetCount(); i++) {
            budget(i).start(now);
        }
        holdUntil(now + LASTS);
    }

    private void holdUntil(long end) {
        until = end;
        for (int i = 0; i < claims.budgetCount(); i++) {
            until = budget(i).inOrder(until);
        }
        for (int i = 0; i < claims.budgetCount(); i++) {
            budget(i).setAside(estimate.nanos(), until);
        }
    }

    private boolean end() {
        boolean first = !done;
        if (first) {
            done = true;
            free();
        }
        return first;
    }

    private void free() {
        for (int i = 0; i < claims.budgetCount(); i++) {
            budget(i).free(estimate.nanos(), until);
        }
    }

    private boolean allStillHold() {
        for (int i = 0; i < claims.budgetCount(); i++) {
            if (!budget(i).stillHolds(estimate.nanos(), until)) {
                return false;
            }
        }
        return true;
    }

    private MemoryBudget budget(int claim) {
        return accounts.ofBudget(claims, claim).budgetNamed(claims.budget(claim));
    }
}
