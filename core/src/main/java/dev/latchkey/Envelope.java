package dev.latchkey;

import java.util.Map;

/** The JSON object that a profile puts the words of a refusal into. Implementations are thread-safe. */
@FunctionalInterface
public interface Envelope {

    /**
     * The members in the order in which they are written. Values are strings, numbers, booleans, nulls, lists and maps
     * of these.
     */
    Map<String, ?> wrap(RefusalWords words);
}
