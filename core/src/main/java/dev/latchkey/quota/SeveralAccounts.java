package dev.latchkey.quota;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Accounts in the order of a demand, locked always in the order of all accounts: no two demands can deadlock. */
final class SeveralAccounts implements AccountGroup {
    private final MemoryAccount[] byIndex;
    private final MemoryAccount[] inOrder;

    SeveralAccounts(MemoryAccount[] byIndex) {
        this.byIndex = byIndex;
        this.inOrder = byIndex.clone();
        Arrays.sort(inOrder, MemoryAccount.ORDER);
    }

    MemoryAccount get(int index) {
        return byIndex[index];
    }

    @Override
    public Meter meter(Claims claims, int claim, @Nullable Meter before) {
        return byIndex[claims.accountOfLimit(claim)].meter(claims.limit(claim));
    }

    @Override
    public MemoryAccount ofBudget(Claims claims, int claim) {
        return byIndex[claims.accountOfBudget(claim)];
    }

    @Override
    public void lock() {
        for (int i = 0; i < inOrder.length; i++) {
            if (!isRepeated(i)) {
                inOrder[i].lock();
            }
        }
    }

    @Override
    public void unlock() {
        for (int i = 0; i < inOrder.length; i++) {
            if (!isRepeated(i)) {
                inOrder[i].unlock();
            }
        }
    }

    /** Several subjects may share one account, which is locked once. */
    private boolean isRepeated(int i) {
        return i > 0 && inOrder[i] == inOrder[i - 1];
    }
}
