package dev.latchkey.quota;

import java.util.Arrays;
import java.util.Comparator;

/** The accounts of one demand, locked and unlocked together, always in the order of all accounts: no two can deadlock. */
final class LockedAccounts {
    private final MemoryAccount[] byIndex;
    private final MemoryAccount[] inOrder;

    LockedAccounts(MemoryAccount[] byIndex) {
        this.byIndex = byIndex;
        this.inOrder = byIndex.length == 1 ? byIndex : ordered(byIndex);
    }

    /** Several subjects may share one account, which is locked once. */
    private static MemoryAccount[] ordered(MemoryAccount[] accounts) {
        return Arrays.stream(accounts)
                .distinct()
                .sorted(Comparator.comparingLong(MemoryAccount::order))
                .toArray(MemoryAccount[]::new);
    }

    void lock() {
        for (MemoryAccount account : inOrder) {
            account.lock();
        }
    }

    void unlock() {
        for (MemoryAccount account : inOrder) {
            account.unlock();
        }
    }

    Meter meter(Demand demand, int claim) {
        return byIndex[demand.accountOfLimit(claim)].meter(
                demand.limits().get(claim).limit());
    }

    MemoryBudget budget(Demand demand, int claim) {
        return byIndex[demand.accountOfBudget(claim)]
                .purse()
                .budget(demand.budgets().get(claim).rule());
    }
}
