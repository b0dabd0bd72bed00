package dev.latchkey.cli;

import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeyStatus;
import java.time.Instant;
import java.util.Locale;

/** Whether a key is good at an instant, and why not. */
enum KeyState {
    ACTIVE("green"),
    INACTIVE("yellow"),
    DELETED("red"),
    NOT_YET_VALID("yellow"),
    EXPIRED("red");

    private final String colour;

    KeyState(String colour) {
        this.colour = colour;
    }

    static KeyState of(KeyRecord record, Instant now) {
        if (record.status() != KeyStatus.ACTIVE) {
            return record.status() == KeyStatus.INACTIVE ? INACTIVE : DELETED;
        }
        if (record.expiresAt().filter(end -> !now.isBefore(end)).isPresent()) {
            return EXPIRED;
        }
        return record.notBefore().filter(now::isBefore).isPresent() ? NOT_YET_VALID : ACTIVE;
    }

    /** In lower case, as manifests write it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What colour it has on a terminal. */
    String colour() {
        return colour;
    }
}
