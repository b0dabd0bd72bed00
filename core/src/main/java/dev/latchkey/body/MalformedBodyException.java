package dev.latchkey.body;

/** Ends the reading of a body that breaks a rule; never leaves the package, and is too common to carry a stack trace. */
final class MalformedBodyException extends Exception {
    private static final long serialVersionUID = 1;

    MalformedBodyException() {
        super("malformed body", null, false, false);
    }
}
