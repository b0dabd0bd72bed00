package dev.latchkey.quota;

/**
 * Accounts of one kind of which none ever goes, by id. They lie in many tables, so that hardly anybody waits while one of
 * them grows. Thread-safe.
 */
final class LastingAccounts {
    private static final int TABLES = 256;
    private static final int TABLE_BITS = Integer.numberOfTrailingZeros(TABLES);

    /** 2^32 divided by the golden ratio: spreads ids that differ in their last characters over all bits. */
    private static final int SPREAD = 0x9E3779B9;

    private final AccountTable[] tables = new AccountTable[TABLES];

    LastingAccounts(AccountKind kind) {
        for (int i = 0; i < TABLES; i++) {
            tables[i] = new AccountTable(kind);
        }
    }

    /** The account of that id; made if there is none. */
    MemoryAccount account(String id) {
        int hash = hash(id);
        return tables[hash >>> (Integer.SIZE - TABLE_BITS)].account(id, hash);
    }

    /** The highest bits tell the table, the lower ones the place in it. */
    static int hash(String id) {
        int spread = id.hashCode() * SPREAD;
        return spread ^ (spread >>> (Integer.SIZE / 2));
    }
}
