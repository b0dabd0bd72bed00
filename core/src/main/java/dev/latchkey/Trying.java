package dev.latchkey;

import dev.latchkey.key.ApiKey;
import dev.latchkey.key.Argon2idHash;
import dev.latchkey.key.Argon2idTrials;
import dev.latchkey.key.Trial;
import java.util.List;

/** Whether an Argon2id hash may be computed on this thread, and what is said of a text that only that could tell. */
enum Trying {
    COMPUTE,
    /** Says that it is {@link #NEEDED}. */
    RECALL_ONLY,
    /** Says that there are too many. */
    REFUSE;

    private static final Denied SATURATED = Denied.of(Reason.SATURATED);

    /** Stands in for a verdict where only a computation could tell; never leaves the library. */
    static final Denied NEEDED = Denied.of(Reason.UNAVAILABLE);

    Trial of(Argon2idTrials trials, List<Argon2idHash> hashes, ApiKey key) {
        return this == COMPUTE ? trials.attempt(hashes, key) : trials.recall(hashes, key);
    }

    /** The answer for a text that was not tried. */
    Denied untried() {
        return this == REFUSE ? SATURATED : NEEDED;
    }
}
