package dev.latchkey;

import java.util.Map;

/** stub. */
final class StandardWords {
    private StandardWords() {}

    static Map<String, ?> problem(RefusalWords words) {
        return Map.of("status", words.status());
    }
}
