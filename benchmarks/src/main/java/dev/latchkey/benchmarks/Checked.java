package dev.latchkey.benchmarks;

import dev.latchkey.Denied;
import dev.latchkey.Granted;
import dev.latchkey.Reason;
import dev.latchkey.Verdict;

/** What is measured must first be right: called once, before a benchmark begins. */
public final class Checked {
    private Checked() {}

    /** Stops the benchmark unless this is so. */
    public static void that(boolean isSo, String what) {
        if (!isSo) {
            throw new IllegalStateException("not what this benchmark is about: " + what);
        }
    }

    /** Stops the benchmark unless the key was let in. */
    static void granted(Verdict verdict) {
        that(verdict instanceof Granted, "expected a good key, found " + verdict);
    }

    /** Stops the benchmark unless the key was refused for this reason. */
    static void denied(Reason reason, Verdict verdict) {
        that(
                verdict instanceof Denied denied && denied.reason() == reason,
                "expected " + reason + ", found " + verdict);
    }
}
