package dev.latchkey.jdbc;

import dev.latchkey.quota.BudgetReset;
import dev.latchkey.quota.BudgetRule;
import dev.latchkey.quota.BudgetState;
import dev.latchkey.quota.Money;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What was spent of one budget in its present period: a row of its table, brought up to an instant. Immutable.
 *
 * @param spent nano-dollars
 * @param end the end of the period in epoch nanoseconds; null where it has not started
 */
record Spending(long spent, BudgetReset reset, @Nullable Long end) {

    /** Nothing of a period that has not started; of a lifetime, what was spent before it was counted here. */
    static Spending beginning(BudgetReset reset, long start) {
        return new Spending(reset.isNever() ? start : 0, reset, null);
    }

    /** The same at this instant, which may have begun a new period. */
    Spending at(long now) {
        boolean isOver = end != null && end != BudgetReset.NEVER && now >= end;
        return isOver ? new Spending(0, reset, null) : this;
    }

    /** The same under this rule; from nothing, if that resets differently. */
    Spending under(BudgetReset other) {
        return reset.equals(other) ? this : new Spending(0, other, null);
    }

    /** The same after something was used of it at this instant. */
    Spending started(long now) {
        return end != null ? this : new Spending(spent, reset, reset.endOf(now));
    }

    /** The same with a cost more, at most {@link Long#MAX_VALUE}. */
    Spending plus(long cost) {
        return new Spending(cost > Long.MAX_VALUE - spent ? Long.MAX_VALUE : spent + cost, reset, end);
    }

    BudgetState state(BudgetRule rule, long held) {
        OptionalLong resetAt = end == null || end == BudgetReset.NEVER ? OptionalLong.empty() : OptionalLong.of(end);
        return new BudgetState(rule.name(), rule.cap(), Money.ofNanos(spent), Money.ofNanos(held), resetAt);
    }
}
