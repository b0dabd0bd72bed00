package dev.latchkey.quota;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Comparator;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One subject's meters and budgets. Everything but id and kind is guarded by {@link #lock()}, which is held for some tens of
 * nanoseconds and never while waiting for anything but locks of a higher order. There may be one for each of millions of
 * keys, so it is small: 32 bytes, and each meter some 40 more.
 */
final class MemoryAccount implements Account, AccountGroup {
    /** Accounts are locked in this order, in which no two are equal that one thread locks at once. */
    static final Comparator<MemoryAccount> ORDER = Comparator.<MemoryAccount>comparingInt(account -> account.kind)
            .thenComparing(account -> !account.common)
            .thenComparing(account -> account.id);

    private static final AccountKind[] KINDS = AccountKind.values();
    private static final int SPINS = 1000;
    private static final long PAUSE_NANOS = 10_000;
    private static final VarHandle LOCKED;

    static {
        try {
            LOCKED = MethodHandles.lookup().findVarHandle(MemoryAccount.class, "locked", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final String id;
    private final byte kind;
    private final boolean common;
    private volatile boolean locked;
    private volatile boolean retired;
    private @Nullable Meter meters;
    private @Nullable MemoryBudget budgets;

    /** What of its lifetime budgets was spent before it was known here, where somebody has said so. */
    private @Nullable Money startedWith;

    // The kind as a reference would make every account eight bytes larger, for want of two.
    @SuppressWarnings("EnumOrdinal")
    private MemoryAccount(String id, AccountKind kind, boolean common) {
        this.id = id;
        this.kind = (byte) kind.ordinal();
        this.common = common;
    }

    MemoryAccount(String id, AccountKind kind) {
        this(id, kind, false);
    }

    /** An account that many subjects share, whose id is none of theirs. */
    static MemoryAccount common(String id, AccountKind kind) {
        return new MemoryAccount(id, kind, true);
    }

    boolean isCommon() {
        return common;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public AccountKind kind() {
        return KINDS[kind];
    }

    @Override
    public void lock() {
        for (int spins = 0; locked || !LOCKED.compareAndSet(this, false, true); spins++) {
            if (spins < SPINS) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    @Override
    public void unlock() {
        LOCKED.setRelease(this, false);
    }

    /** All meters are this account's, in the order in which they were asked for first: the next one is mostly sought. */
    @Override
    public Meter meter(Claims claims, int claim, @Nullable Meter before) {
        RateLimit rule = claims.limit(claim);
        Meter next = before == null ? meters : before.next;
        return next != null && next.rule().equals(rule) ? next : meter(rule);
    }

    Meter meter(RateLimit rule) {
        Meter last = null;
        for (Meter meter = meters; meter != null; meter = meter.next) {
            if (meter.serves(rule)) {
                return meter;
            }
            last = meter;
        }
        Meter added = Meter.of(rule);
        if (last == null) {
            meters = added;
        } else {
            last.next = added;
        }
        return added;
    }

    MemoryBudget budget(BudgetRule rule) {
        for (MemoryBudget budget = budgets; budget != null; budget = budget.next) {
            if (budget.serves(rule)) {
                return budget;
            }
        }
        MemoryBudget added = new MemoryBudget(rule, rule.reset().isNever() ? startingNanos() : 0);
        added.next = budgets;
        budgets = added;
        return added;
    }

    /** The budget of that rule, which was asked for before, perhaps by a later rule of its name since. */
    MemoryBudget budgetNamed(BudgetRule rule) {
        MemoryBudget budget = budgets;
        while (budget != null && !budget.isNamedAs(rule)) {
            budget = budget.next;
        }
        return Objects.requireNonNull(budget);
    }

    @Override
    public MemoryAccount ofBudget(Claims claims, int claim) {
        return this;
    }

    /** What was spent before the account was known here; false if its money is in use and began with another amount. */
    boolean startWith(Money spent) {
        if (!hasMoney()) {
            startedWith = spent;
        }
        return startingNanos() == spent.nanos();
    }

    private long startingNanos() {
        return startedWith == null ? 0 : startedWith.nanos();
    }

    boolean hasMoney() {
        return budgets != null || startedWith != null;
    }

    boolean isRetired() {
        return retired;
    }

    /** Takes the account out of use if a new one would be the same. */
    boolean retire(long now) {
        retired = isUnused(now);
        return retired;
    }

    boolean isUnused(long now) {
        if (hasMoney()) {
            return false;
        }
        for (Meter meter = meters; meter != null; meter = meter.next) {
            if (!meter.isUnused(now)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return "account of a " + kind();
    }
}
