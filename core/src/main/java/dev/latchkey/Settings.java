package dev.latchkey;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** A builder's properties, each set at most once. */
final class Settings {
    private final Map<String, Object> values = new HashMap<>();

    /**
     * @throws IllegalArgumentException if the property was set before
     */
    void set(String name, Object value) {
        if (values.putIfAbsent(name, value) != null) {
            throw new IllegalArgumentException(name + " was set before: set it once");
        }
    }

    /** The value, or this one if none was set. */
    @SuppressWarnings("unchecked") // each name is set by one method with one type
    <T> T get(String name, T otherwise) {
        return (T) values.getOrDefault(name, otherwise);
    }

    /** The value, or what this makes if none was set. */
    @SuppressWarnings("unchecked") // each name is set by one method with one type
    <T> T getOrMake(String name, Supplier<T> otherwise) {
        Object value = values.get(name);
        return value == null ? otherwise.get() : (T) value;
    }

    boolean has(String name) {
        return values.containsKey(name);
    }
}
