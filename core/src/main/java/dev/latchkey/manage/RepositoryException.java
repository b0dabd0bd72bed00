package dev.latchkey.manage;

/** A repository cannot be reached, or cannot keep anything at present. Its message may be shown to an operator. */
public final class RepositoryException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What cannot be done, and why. */
    public RepositoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
