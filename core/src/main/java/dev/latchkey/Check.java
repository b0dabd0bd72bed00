package dev.latchkey;

/** The checks that a decision is made of. A profile lists them in the order in which they are taken. */
public enum Check {
    /** The path is one that means the same to everybody. */
    PATH,
    /** There are keys to decide by. */
    CONFIGURED,
    /** There is one credential, in a place and form that the profile accepts. */
    CREDENTIAL,
    /** The credential's text could be a key. */
    FORMAT,
    /** The key is known. */
    KEY,
    /** The key is in service. */
    STATUS,
    /** The key's first instant has come. */
    NOT_BEFORE,
    /** The key's last instant has not passed. */
    EXPIRY,
    /** The key has the scopes that the route requires. */
    SCOPE,
    /** The key may be used from this address. */
    ADDRESS,
    /** The key, its user and its address have permits left. */
    RATE_LIMIT,
    /** The body says what the rules have to know, and says it once. */
    BODY,
    /** The call belongs to a project, where the profile asks for one. */
    PROJECT,
    /** The user whom the call names is one that this key may speak for. */
    USER,
    /** The key may name this model. */
    MODEL,
    /** The user exists and is not blocked. */
    ACCOUNT,
    /** The key has money left of what it may cost in its life. */
    USAGE,
    /** The key has money left of what it may cost in this period. */
    PERIOD,
    /** The user has money left, and so has every budget that the user shares. */
    BUDGET,
    /** The key's access rules allow the call. */
    ACCESS,
    /** The call upstream can be paid for in the key's project mode. */
    MODE
}
