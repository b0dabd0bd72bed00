package dev.latchkey.key;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.latchkey.quota.TimeSource;
import java.time.Duration;
import java.util.List;

/**
 * What came of trying keys against one list of hashes: successes for 5 minutes, failures for 30 seconds and no more
 * than 10,000 of them. It knows a key by its digest under a random secret only. Thread-safe.
 */
final class TrialMemory {
    static final int MAX_FAILURES = 10_000;

    /** Far more than a list has hashes, and no more texts than hashes can match. */
    private static final int MAX_SUCCESSES = 100;

    private static final Duration SUCCESS_LASTS = Duration.ofMinutes(5);
    private static final Duration FAILURE_LASTS = Duration.ofSeconds(30);

    private final List<Argon2idHash> hashes;
    private final Cache<KeyHash, Trial> successes;
    private final Cache<KeyHash, Trial> failures;

    TrialMemory(List<Argon2idHash> hashes, TimeSource time) {
        this.hashes = hashes;
        this.successes = cache(SUCCESS_LASTS, MAX_SUCCESSES, time);
        this.failures = cache(FAILURE_LASTS, MAX_FAILURES, time);
    }

    /** Upkeep runs on the calling thread: it is short, and the bound holds at once. */
    private static Cache<KeyHash, Trial> cache(Duration lasts, int most, TimeSource time) {
        return Caffeine.newBuilder()
                .expireAfterWrite(lasts)
                .maximumSize(most)
                .ticker(time::epochNanos)
                .executor(Runnable::run)
                .build();
    }

    /** Whether it is about this very list; an equal one may belong to a reloaded ring with other keys. */
    @SuppressWarnings("ReferenceEquality") // a reload makes a new list, and a new list forgets
    boolean isAbout(List<Argon2idHash> other) {
        return hashes == other;
    }

    Trial recall(KeyHash key) {
        Trial success = successes.getIfPresent(key);
        if (success != null) {
            return success;
        }
        Trial failure = failures.getIfPresent(key);
        return failure != null ? failure : Trial.UNTRIED;
    }

    void remember(KeyHash key, Trial trial) {
        (trial.kind() == Trial.Kind.MATCHED ? successes : failures).put(key, trial);
    }
}
