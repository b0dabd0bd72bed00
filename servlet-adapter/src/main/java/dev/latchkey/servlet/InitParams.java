package dev.latchkey.servlet;

import jakarta.servlet.FilterConfig;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The init-params of a filter, and the variables that stand in for those that are missing. */
final class InitParams {
    private static final List<String> KNOWN = List.of(
            "profile", "credential-header", "manifest", "key-hashes", "enforcement", "open-routes", "identity-headers");
    private static final Map<String, String> VARIABLES =
            Map.of("profile", "LATCHKEY_PROFILE", "manifest", "LATCHKEY_MANIFEST");

    private final FilterConfig config;
    private final Map<String, String> environment;

    InitParams(FilterConfig config, Map<String, String> environment) {
        this.config = config;
        this.environment = environment;
    }

    /**
     * Finds misspelt names.
     *
     * @throws IllegalArgumentException naming the first that is not known, and those that are
     */
    void refuseUnknown() {
        for (String name : Collections.list(config.getInitParameterNames())) {
            if (!KNOWN.contains(name)) {
                throw new IllegalArgumentException(
                        "init-param " + name + ": not known; the known ones are " + String.join(", ", KNOWN));
            }
        }
    }

    /**
     * The value of this name, if there is one, read by this reader.
     *
     * @throws IllegalArgumentException in front of whose message the init-param or variable is named, if the value is
     *     blank or the reader refuses it
     */
    <T> Optional<T> named(String name, Function<String, T> reader) {
        @Nullable String text = config.getInitParameter(name);
        String variable = VARIABLES.getOrDefault(name, "");
        String place = text == null ? "variable " + variable : "init-param " + name;
        @Nullable String value = text == null ? environment.get(variable) : text;
        return value == null ? Optional.empty() : Optional.of(read(place, value.strip(), reader));
    }

    private static <T> T read(String place, String value, Function<String, T> reader) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException(place + ": is blank; give it a value or leave it out");
        }
        try {
            return reader.apply(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(place + ": " + e.getMessage(), e);
        }
    }
}
