package dev.latchkey.quota;

/** A hold over budgets of some accounts. Guarded by the locks of all these accounts together. */
final class MemoryHold implements Hold {
    private static final long LASTS = QuotaLedger.HOLD_LASTS.toNanos();

    private final Money estimate;
    private final LockedAccounts accounts;
    private final HeldPart[] parts;
    private volatile long expiresAt;
    private boolean done;

    MemoryHold(Demand demand, LockedAccounts accounts, long now) {
        this.estimate = demand.estimate();
        this.accounts = accounts;
        this.parts = new HeldPart[demand.budgets().size()];
        this.expiresAt = now + LASTS;
        for (int i = 0; i < parts.length; i++) {
            MemoryBudget budget = accounts.budget(demand, i);
            parts[i] = new HeldPart(this, budget);
            budget.hold(parts[i], now);
        }
    }

    @Override
    public Money estimate() {
        return estimate;
    }

    @Override
    public long expiresAt() {
        return expiresAt;
    }

    boolean settle(Money actual, long now) {
        accounts.lock();
        try {
            boolean first = end();
            for (int i = 0; first && i < parts.length; i++) {
                parts[i].budget.book(actual.nanos(), now);
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
            boolean lives = !done && now < expiresAt && allLinked();
            if (lives) {
                expiresAt = now + LASTS;
                for (HeldPart part : parts) {
                    part.budget.moveToEnd(part);
                }
            }
            return lives;
        } finally {
            accounts.unlock();
        }
    }

    private boolean end() {
        if (done) {
            return false;
        }
        done = true;
        for (HeldPart part : parts) {
            part.budget.free(part);
        }
        return true;
    }

    private boolean allLinked() {
        for (HeldPart part : parts) {
            if (!part.linked) {
                return false;
            }
        }
        return true;
    }
}
