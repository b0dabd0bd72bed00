package dev.latchkey.quota;

/** A hold over budgets of some accounts. Guarded by the locks of all these accounts together. */
final class MemoryHold extends HeldPart implements Hold {
    private static final long LASTS = QuotaLedger.HOLD_LASTS.toNanos();

    private final Money estimate;
    private final AccountGroup accounts;
    long until;
    private boolean done;

    private MemoryHold(MemoryBudget first, AccountGroup accounts, Money estimate, long now) {
        super(first);
        this.estimate = estimate;
        this.accounts = accounts;
        this.until = now + LASTS;
    }

    /** Sets the estimate aside in every budget of a demand, whose accounts are locked; at least one. */
    static MemoryHold over(Claims claims, AccountGroup accounts, Money estimate, long now) {
        MemoryHold hold = new MemoryHold(accounts.budget(claims, 0), accounts, estimate, now);
        for (int i = claims.budgetCount() - 1; i > 0; i--) {
            FurtherPart part = new FurtherPart(hold, accounts.budget(claims, i));
            part.next = hold.next;
            hold.next = part;
        }
        for (HeldPart part = hold; part != null; part = part.next) {
            part.budget.hold(part, now);
        }
        return hold;
    }

    @Override
    MemoryHold hold() {
        return this;
    }

    @Override
    public Money estimate() {
        return estimate;
    }

    boolean settle(Money actual, long now) {
        accounts.lock();
        try {
            boolean first = end();
            for (HeldPart part = first ? this : null; part != null; part = part.next) {
                part.budget.book(actual.nanos(), now);
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
            boolean lives = !done && now < until && allLinked();
            if (lives) {
                until = now + LASTS;
                for (HeldPart part = this; part != null; part = part.next) {
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
        for (HeldPart part = this; part != null; part = part.next) {
            part.budget.free(part);
        }
        return true;
    }

    private boolean allLinked() {
        for (HeldPart part = this; part != null; part = part.next) {
            if (!part.linked) {
                return false;
            }
        }
        return true;
    }
}
