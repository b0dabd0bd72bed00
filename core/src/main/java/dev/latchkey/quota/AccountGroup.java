package dev.latchkey.quota;

/**
 * The accounts behind one demand, locked and unlocked together. One account alone is a group by itself, so that a demand
 * about a key and nobody else makes nothing new.
 */
sealed interface AccountGroup permits MemoryAccount, SeveralAccounts {
    void lock();

    void unlock();

    /** The account whose limit that claim is about. */
    MemoryAccount ofLimit(Demand demand, int claim);

    /** The account whose budget that claim is about. */
    MemoryAccount ofBudget(Demand demand, int claim);

    default Meter meter(Demand demand, int claim) {
        return ofLimit(demand, claim).meter(demand.limits().get(claim).limit());
    }

    default MemoryBudget budget(Demand demand, int claim) {
        return ofBudget(demand, claim).budget(demand.budgets().get(claim).rule());
    }
}
