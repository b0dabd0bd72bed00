package dev.latchkey;

/** What the user means whom a call names in its body. */
public enum UserRule {
    /** Nothing: it is passed on to the host unread. */
    UNREAD,
    /**
     * The master key speaks for that user, and has to name one. A key speaks for its own user only, to whom all that it
     * spends is booked, and whom else it names is not looked at.
     */
    BIND,
    /** As {@link #BIND}, and a key that names another user than its own is refused. */
    REFUSE_MISMATCH
}
