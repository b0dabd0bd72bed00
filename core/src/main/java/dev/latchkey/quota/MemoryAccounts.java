package dev.latchkey.quota;

/** Every account of one in-memory ledger, and the way from a handle to the account behind it at this instant. */
final class MemoryAccounts {
    private final LastingAccounts keys = new LastingAccounts(AccountKind.KEY);
    private final LastingAccounts budgets = new LastingAccounts(AccountKind.BUDGET);
    private final BoundedAccounts users;
    private final BoundedAccounts addresses;

    MemoryAccounts(int most) {
        this.users = new BoundedAccounts(AccountKind.USER, most);
        this.addresses = new BoundedAccounts(AccountKind.ADDRESS, most);
    }

    Account account(String id, AccountKind kind, long now) {
        return switch (kind) {
            case KEY -> keys.account(id);
            case BUDGET -> budgets.account(id);
            case USER -> users.account(id, now);
            case ADDRESS -> addresses.account(id, now);
        };
    }

    /** Locks the accounts of a demand; the caller unlocks them. */
    AccountGroup lock(Demand demand, long now) {
        Account sole = demand.soleAccount();
        return sole != null ? lock(sole, demand.hasBudgets(), now) : lockSeveral(demand, now);
    }

    /**
     * Locks the account of one subject; the caller unlocks it.
     *
     * @param money whether the subject has, or is about to have, money: then the account is its own
     */
    MemoryAccount lock(Account handle, boolean money, long now) {
        while (true) {
            MemoryAccount account = present(handle, money, now);
            account.lock();
            if (isStillPresent(handle, account)) {
                return account;
            }
            account.unlock();
        }
    }

    private SeveralAccounts lockSeveral(Demand demand, long now) {
        while (true) {
            SeveralAccounts accounts = present(demand, now);
            accounts.lock();
            if (areStillPresent(demand, accounts)) {
                return accounts;
            }
            accounts.unlock();
        }
    }

    private SeveralAccounts present(Demand demand, long now) {
        MemoryAccount[] present = new MemoryAccount[demand.accountCount()];
        for (int i = 0; i < present.length; i++) {
            present[i] = present(demand.account(i), demand.claims().asksMoneyOf(i), now);
        }
        return new SeveralAccounts(present);
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

    private boolean areStillPresent(Demand demand, SeveralAccounts accounts) {
        for (int i = 0; i < demand.accountCount(); i++) {
            if (!isStillPresent(demand.account(i), accounts.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether an account, which is locked, is still the one behind the handle. */
    private boolean isStillPresent(Account handle, MemoryAccount account) {
        if (account.isRetired()) {
            return false;
        }
        return account == handle
                || !account.isCommon()
                || !bounded(handle.kind()).hasOwn(handle.id());
    }

    private BoundedAccounts bounded(AccountKind kind) {
        return kind == AccountKind.USER ? users : addresses;
    }
}
