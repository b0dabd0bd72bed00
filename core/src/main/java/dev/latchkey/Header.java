package dev.latchkey;

/**
 * One header field.
 *
 * @param name the field's name
 * @param value its value, free of control characters
 */
public record Header(String name, String value) {}
