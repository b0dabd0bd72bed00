package dev.latchkey.examples.gateway;

/** The command line cannot be followed; the message says which option, and what it takes. */
final class UsageException extends Exception {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }
}
