package dev.latchkey.quota;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Every account of one in-memory ledger, and the way from a handle to the account behind it at this instant. */
final class MemoryAccounts {
    private final Map<String, MemoryAccount> keys = new ConcurrentHashMap<>();
    private final Map<String, MemoryAccount> budgets = new ConcurrentHashMap<>();
    private final BoundedAccounts users;
    private final BoundedAccounts addresses;

    MemoryAccounts(int most) {
        this.users = new BoundedAccounts(AccountKind.USER, most);
        this.addresses = new BoundedAccounts(AccountKind.ADDRESS, most);
    }

    Account account(String id, AccountKind kind, long now) {
        return switch (kind) {
            case KEY -> keys.computeIfAbsent(id, key -> new MemoryAccount(key, kind));
            case BUDGET -> budgets.computeIfAbsent(id, budget -> new MemoryAccount(budget, kind));
            case USER -> users.account(id, now);
            case ADDRESS -> addresses.account(id, now);
        };
    }

    /** Locks the accounts of a demand; the caller unlocks them. */
    LockedAccounts lock(Demand demand, long now) {
        while (true) {
            MemoryAccount[] present = new MemoryAccount[demand.accounts().size()];
            for (int i = 0; i < present.length; i++) {
                present[i] = present(demand.accounts().get(i), demand.asksMoneyOf(i), now);
            }
            LockedAccounts accounts = new LockedAccounts(present);
            accounts.lock();
            if (areStillPresent(demand, present)) {
                return accounts;
            }
            accounts.unlock();
        }
    }

    /** Locks the account of a subject that has, or is about to have, money; the caller unlocks it. */
    MemoryAccount lockForMoney(Account handle, long now) {
        while (true) {
            MemoryAccount account = present(handle, true, now);
            account.lock();
            if (!account.isRetired()) {
                return account;
            }
            account.unlock();
        }
    }

    /** The account behind a handle, not locked, so it may be retired by now. One with money is never shared. */
    private MemoryAccount present(Account handle, boolean money, long now) {
        if (handle instanceof MemoryAccount own && !own.isRetired()) {
            return own;
        }
        if (!(handle instanceof MemoryAccount) && !(handle instanceof CommonAccount)) {
            throw new IllegalArgumentException("account: expected one that this ledger has made");
        }
        BoundedAccounts home = bounded(handle.kind());
        return money ? home.ownAccount(handle.id()) : home.present(handle.id(), now);
    }

    /** Whether the accounts, which are locked, are still the ones behind the handles. */
    private boolean areStillPresent(Demand demand, MemoryAccount[] present) {
        for (int i = 0; i < present.length; i++) {
            Account handle = demand.accounts().get(i);
            boolean common = present[i].isCommon();
            if (present[i].isRetired() || (common && bounded(handle.kind()).hasOwn(handle.id()))) {
                return false;
            }
        }
        return true;
    }

    private BoundedAccounts bounded(AccountKind kind) {
        return kind == AccountKind.USER ? users : addresses;
    }
}
