package dev.latchkey.manage;

/** A change cannot be made as it was asked for; nothing was changed. The message may be shown to who asked. */
public final class ManagementException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Problem problem;

    /** Why, and what to do about it. */
    public ManagementException(Problem problem, String message) {
        super(message);
        this.problem = problem;
    }

    /** Why, for a program. */
    public Problem problem() {
        return problem;
    }

    /** Why a change cannot be made. */
    public enum Problem {
        /** There is no such key, or it is deleted. */
        UNKNOWN_KEY,
        /** There is no such user, or they are deleted. */
        UNKNOWN_USER,
        /** A key was to be made for a user who is deleted. */
        DELETED_USER,
        /** There is no such budget. */
        UNKNOWN_BUDGET,
        /** It is there already. */
        EXISTS,
        /** It was changed by somebody else meanwhile. */
        CHANGED_MEANWHILE,
        /** An expiry does not lie in the future. */
        EXPIRY_PAST,
        /** A key that has expired cannot be switched on before its expiry is moved. */
        EXPIRED,
        /** The key would live longer than the host allows, or for ever. */
        LIVES_TOO_LONG,
        /** What is asked for cannot be, whatever is kept. */
        INVALID
    }
}
