package dev.latchkey.examples.gateway;

/**
 * A text that is printed nowhere: a master key, or the address of a database, which may hold a password.
 *
 * @param text the text itself
 */
record Hidden(String text) {
    @Override
    public String toString() {
        return "(hidden)";
    }
}
