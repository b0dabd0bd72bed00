package dev.latchkey.quota;

import org.jspecify.annotations.Nullable;

/**
 * What one budget holds for calls: amounts by the time at which they expire, and not the calls themselves, so that a call
 * leaves nothing but numbers here. Where only one is in flight, these are a few fields. Guarded by the account's lock.
 */
abstract sealed class HeldMoney permits MemoryBudget {
    /** All amounts but those that expire last. */
    private @Nullable GroupLog earlier;

    /** Of all amounts together. */
    private long held;

    /** When the last of them expire, and no further amount may expire before. */
    private long latest = Long.MIN_VALUE;

    /** When the first of them expire; of no meaning where none is held. */
    private long soonest;

    final long held() {
        return held;
    }

    /** When an amount that is to last until then expires: no earlier than those before it. */
    final long inOrder(long until) {
        return Math.max(until, latest);
    }

    /**
     * Sets an amount aside.
     *
     * @param until when it expires, {@link #inOrder}
     */
    final void setAside(long amount, long until) {
        if (amount == 0) {
            return;
        }
        if (held == 0) {
            soonest = until;
        } else if (until != latest) {
            earlier().add(latest, amountOfLatest());
        }
        latest = until;
        held += amount;
    }

    /** Whether an amount that was set aside until then, and not freed, has not expired here either. */
    final boolean stillHolds(long amount, long until) {
        return amount == 0 || (held > 0 && until >= soonest);
    }

    /** Frees an amount that was set aside until then, if it has not expired. */
    final void free(long amount, long until) {
        if (amount == 0 || !stillHolds(amount, until)) {
            return;
        }
        if (until != latest) {
            earlier().reduce(until, amount);
        }
        held -= amount;
        if (held > 0 && amountOfLatest() == 0) {
            latest = earlier().end(earlier().size() - 1);
            earlier().removeNewest();
        }
        findSoonest();
    }

    final void expire(long now) {
        while (held > 0 && now >= soonest) {
            if (soonest == latest) {
                held = 0;
                // A call whose hold has expired may still end, and must not be taken for one that comes now.
                latest++;
            } else {
                held -= earlier().removeOldest();
                findSoonest();
            }
        }
    }

    private void findSoonest() {
        soonest = earlier == null || earlier.size() == 0 ? latest : earlier.end(0);
    }

    private long amountOfLatest() {
        return earlier == null ? held : held - earlier.total();
    }

    private GroupLog earlier() {
        if (earlier == null) {
            earlier = new GroupLog();
        }
        return earlier;
    }
}
