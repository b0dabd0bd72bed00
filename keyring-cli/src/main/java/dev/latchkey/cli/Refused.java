package dev.latchkey.cli;

/** What the operator asked for cannot be done: one line for standard error, and exit status 1. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refused(String message) {
        super(message, null, false, false);
    }
}
