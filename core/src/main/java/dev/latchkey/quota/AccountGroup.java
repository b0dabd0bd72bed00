package dev.latchkey.quota;

import org.jspecify.annotations.Nullable;

/**
 * The accounts behind one demand, locked and unlocked together. One account alone is a group by itself, so that a demand
 * about a key and nobody else makes nothing new.
 */
sealed interface AccountGroup permits MemoryAccount, SeveralAccounts {
    void lock();

    void unlock();

    /** The account whose budget that claim is about. */
    MemoryAccount ofBudget(Claims claims, int claim);

    /**
     * The meter of that claim.
     *
     * @param before the meter of the claim before it; null for the first, or where nobody knows
     */
    Meter meter(Claims claims, int claim, @Nullable Meter before);

    default MemoryBudget budget(Claims claims, int claim) {
        return ofBudget(claims, claim).budget(claims.budget(claim));
    }
}
