package dev.latchkey.quota;

/** Whose limits and money an {@link Account} keeps. Ids are told apart within a kind. */
public enum AccountKind {
    /** A key: as many as there are keys. */
    KEY,

    /** A user, possibly one whom nobody has heard of before: those without money are bounded in number. */
    USER,

    /** A client address: bounded in number. */
    ADDRESS,

    /** A budget that several share: as many as there are budgets. */
    BUDGET
}
