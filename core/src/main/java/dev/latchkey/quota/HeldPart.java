package dev.latchkey.quota;

import org.jspecify.annotations.Nullable;

/**
 * What one hold sets aside in one budget: a link of that budget's list, and of the hold's. A hold is its own first part,
 * and mostly its only one. Guarded by the account's lock.
 */
abstract sealed class HeldPart permits MemoryHold, FurtherPart {
    final MemoryBudget budget;

    /** The hold's next part. */
    @Nullable HeldPart next;

    /** Whether it still holds anything back: not settled, released or expired. */
    boolean linked;

    @Nullable HeldPart before;

    @Nullable HeldPart after;

    HeldPart(MemoryBudget budget) {
        this.budget = budget;
    }

    abstract MemoryHold hold();

    final long amount() {
        return hold().estimate().nanos();
    }

    final boolean isOver(long now) {
        return now >= hold().until;
    }
}
