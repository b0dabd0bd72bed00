package dev.latchkey.access;

import java.util.Optional;

/**
 * How the names of models and providers are written: a bare model, or provider and model with the first {@code :} or
 * {@code /} between them, so that {@code ollama/llama3:8b} is the model {@code llama3:8b} of {@code ollama}.
 */
public final class ModelName {
    private static final int MAX_LENGTH = 256;

    private ModelName() {}

    /** The provider that a model's name begins with; empty if the model is bare. Never throws. */
    public static Optional<String> provider(String name) {
        int separator = separator(name);
        return separator < 0 ? Optional.empty() : Optional.of(name.substring(0, separator));
    }

    /** Where the provider ends, or -1 if the model is bare. */
    static int separator(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == ':' || c == '/') {
                return i;
            }
        }
        return -1;
    }

    /**
     * @throws IllegalArgumentException if this cannot be the name of a model or a provider in a rule
     */
    static String checkName(String what, String name) {
        if (name.isEmpty() || name.length() > MAX_LENGTH || name.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
            throw new IllegalArgumentException(
                    what + ": expected 1 to " + MAX_LENGTH + " characters without blanks or control characters");
        }
        return name;
    }

    /**
     * @throws IllegalArgumentException if this cannot be the name of a provider
     */
    static String checkProvider(String what, String name) {
        checkName(what, name);
        if (separator(name) >= 0 || name.indexOf('*') >= 0) {
            throw new IllegalArgumentException(what + ": expected a provider's name without ':', '/' or '*'");
        }
        return name;
    }
}
