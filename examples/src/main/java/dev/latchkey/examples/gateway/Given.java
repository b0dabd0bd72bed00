package dev.latchkey.examples.gateway;

/**
 * What was given for an option.
 *
 * @param value the text
 * @param name how it was given, for messages: {@code --port}, say, or {@code GATEWAY_PORT}
 */
record Given(String value, String name) {
    @Override
    public String toString() {
        return name;
    }
}
