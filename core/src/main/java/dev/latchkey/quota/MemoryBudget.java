package dev.latchkey.quota;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What was spent of one budget in its present period, and what is held. Guarded by its account's lock. */
final class MemoryBudget {
    private static final long NOT_STARTED = Long.MIN_VALUE;

    /** The account's next budget. */
    @Nullable MemoryBudget next;

    private final String name;
    private BudgetReset reset;
    private long spent;
    private long held;
    private long end = NOT_STARTED;

    /** Holds by the time at which they expire: they all last equally long. */
    private @Nullable HeldPart soonest;

    private @Nullable HeldPart latest;

    MemoryBudget(BudgetRule rule, long spent) {
        this.name = rule.name();
        this.reset = rule.reset();
        this.spent = spent;
    }

    /** Whether this budget is the one of that rule; starts it again if the rule resets differently now. */
    boolean serves(BudgetRule asked) {
        boolean same = name.equals(asked.name());
        if (same && !reset.equals(asked.reset())) {
            reset = asked.reset();
            spent = 0;
            end = NOT_STARTED;
        }
        return same;
    }

    boolean admits(BudgetRule rule, long estimate, long now) {
        bringUpTo(now);
        return rule.admits(spent, held, estimate);
    }

    /** Sets an amount aside that was {@linkplain #admits admitted} at the same instant. */
    void hold(HeldPart part, long now) {
        start(now);
        held += part.amount();
        append(part);
    }

    /** Books a cost in the present period, whichever period it was held in. */
    void book(long cost, long now) {
        bringUpTo(now);
        start(now);
        spent = cost > Long.MAX_VALUE - spent ? Long.MAX_VALUE : spent + cost;
    }

    void free(HeldPart part) {
        if (part.linked) {
            held -= part.amount();
            remove(part);
        }
    }

    /** Puts a hold behind all others, because it was extended. */
    void moveToEnd(HeldPart part) {
        remove(part);
        append(part);
    }

    BudgetState state(BudgetRule rule, long now) {
        bringUpTo(now);
        boolean ends = end != NOT_STARTED && end != BudgetReset.NEVER;
        OptionalLong resetAt = ends ? OptionalLong.of(end) : OptionalLong.empty();
        return new BudgetState(name, rule.cap(), Money.ofNanos(spent), Money.ofNanos(held), resetAt);
    }

    private void start(long now) {
        if (end == NOT_STARTED) {
            end = reset.endOf(now);
        }
    }

    private void bringUpTo(long now) {
        if (end != NOT_STARTED && end != BudgetReset.NEVER && now >= end) {
            spent = 0;
            end = NOT_STARTED;
        }
        while (soonest != null && soonest.isOver(now)) {
            free(soonest);
        }
    }

    private void append(HeldPart part) {
        part.linked = true;
        part.before = latest;
        part.after = null;
        if (latest == null) {
            soonest = part;
        } else {
            latest.after = part;
        }
        latest = part;
    }

    private void remove(HeldPart part) {
        HeldPart before = part.before;
        HeldPart after = part.after;
        if (before == null) {
            soonest = after;
        } else {
            before.after = after;
        }
        if (after == null) {
            latest = before;
        } else {
            after.before = before;
        }
        part.before = null;
        part.after = null;
        part.linked = false;
    }
}
