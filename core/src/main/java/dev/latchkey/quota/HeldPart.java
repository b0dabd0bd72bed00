package dev.latchkey.quota;

import org.jspecify.annotations.Nullable;

/** What one hold sets aside in one budget: a link of that budget's list. Guarded by the account's lock. */
final class HeldPart {
    final MemoryBudget budget;

    /** Whether it still holds anything back: not settled, released or expired. */
    boolean linked;

    @Nullable HeldPart before;

    @Nullable HeldPart after;

    private final MemoryHold hold;

    HeldPart(MemoryHold hold, MemoryBudget budget) {
        this.hold = hold;
        this.budget = budget;
    }

    long amount() {
        return hold.estimate().nanos();
    }

    long expiresAt() {
        return hold.expiresAt();
    }
}
