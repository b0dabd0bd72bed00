package dev.latchkey.quota;

/**
 * The handle of one subject's limits and money in one ledger. It may be kept as long as one likes, also beside a key's
 * row: two handles of one id and kind are the same account, also after a reload. Thread-safe.
 */
public interface Account {

    /** The subject, opaque to the ledger. */
    String id();

    /** What kind of subject it is. */
    AccountKind kind();
}
