package dev.latchkey.quota;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What was spent of one budget in its present period, and what is held. Guarded by its account's lock. */
final class MemoryBudget extends HeldMoney {
    private static final long NOT_STARTED = Long.MIN_VALUE;

    /** The account's next budget. */
    @Nullable MemoryBudget next;

    /** The name and the reset that it has; caps and gates are those of whoever asks. */
    private BudgetRule rule;

    private long spent;
    private long end = NOT_STARTED;

    MemoryBudget(BudgetRule rule, long spent) {
        this.rule = rule;
        this.spent = spent;
    }

    /** Whether this budget is the one of that rule; starts it again if the rule resets differently now. */
    boolean serves(BudgetRule asked) {
        boolean same = isNamedAs(asked);
        if (same && !rule.reset().equals(asked.reset())) {
            rule = asked;
            spent = 0;
            end = NOT_STARTED;
        }
        return same;
    }

    /** Whether this budget is the one of that rule, which may not be the present one. */
    boolean isNamedAs(BudgetRule asked) {
        return rule.name().equals(asked.name());
    }

    boolean admits(BudgetRule asked, long estimate, long now) {
        bringUpTo(now);
        return asked.admits(spent, held(), estimate);
    }

    /** Books a cost in the present period, whichever period it was held in. */
    void book(long cost, long now) {
        bringUpTo(now);
        start(now);
        spent = cost > Long.MAX_VALUE - spent ? Long.MAX_VALUE : spent + cost;
    }

    BudgetState state(BudgetRule asked, long now) {
        bringUpTo(now);
        boolean ends = end != NOT_STARTED && end != BudgetReset.NEVER;
        OptionalLong resetAt = ends ? OptionalLong.of(end) : OptionalLong.empty();
        return new BudgetState(asked.name(), asked.cap(), Money.ofNanos(spent), Money.ofNanos(held()), resetAt);
    }

    /** The first use of a budget begins its period. */
    void start(long now) {
        if (end == NOT_STARTED) {
            end = rule.reset().endOf(now);
        }
    }

    private void bringUpTo(long now) {
        if (end != NOT_STARTED && end != BudgetReset.NEVER && now >= end) {
            spent = 0;
            end = NOT_STARTED;
        }
        expire(now);
    }
}
