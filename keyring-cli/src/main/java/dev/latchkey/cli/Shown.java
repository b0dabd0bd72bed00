package dev.latchkey.cli;

import dev.latchkey.key.KeyLook;
import dev.latchkey.key.LogText;

/** What was typed, made fit for a message: people paste keys in the wrong place. */
final class Shown {
    private Shown() {}

    static String of(String typed) {
        return KeyLook.maybeSecret(typed) ? "(not shown, it may be a key)" : LogText.of(typed);
    }
}
