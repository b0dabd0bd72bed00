package dev.latchkey.jdbc;

import dev.latchkey.quota.Account;
import dev.latchkey.quota.AccountKind;

/** A subject whose money is in the database and whose permits are in this process's memory. */
record JdbcAccount(String id, AccountKind kind, Account permits) implements Account {

    /**
     * This account.
     *
     * @throws IllegalArgumentException if it is that of a ledger of another kind
     */
    static JdbcAccount own(Account account) {
        if (account instanceof JdbcAccount own) {
            return own;
        }
        throw new IllegalArgumentException("account: expected one that this ledger has made");
    }

    /** What tables call it. */
    String column() {
        return kind.name() + ":" + Column.id(id);
    }

    @Override
    public String toString() {
        return "account of a " + kind;
    }
}
