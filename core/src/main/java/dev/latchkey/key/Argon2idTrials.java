package dev.latchkey.key;

import dev.latchkey.quota.TimeSource;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;

/**
 * Tries keys against a short list of Argon2id hashes, which cannot be looked up, and keeps a flood of bad keys from
 * costing more than one processor: one computation at a time, at most 4 callers waiting for theirs, at most 2 seconds
 * each. Thread-safe.
 *
 * <p>A success is remembered for 5 minutes and a failure for 30 seconds, at most 10,000 of them, under an HMAC with a
 * secret that is drawn at random and never leaves this object; a text itself is never kept. Everything is forgotten as
 * soon as another list is handed in, even an equal one: hand in the same list until keys are reloaded. Keep it short: a
 * bad key costs one computation for each of its hashes.
 */
public final class Argon2idTrials {
    private static final int MAX_WAITING = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final TimeSource time;
    private final HashScheme names = HashScheme.hmacSha256("trials", randomSecret());
    private final TrialTurns turns;
    private volatile TrialMemory memory;

    /** Nothing tried yet; {@code time} decides when something remembered is forgotten. */
    public Argon2idTrials(TimeSource time) {
        this(time, PATIENCE);
    }

    Argon2idTrials(TimeSource time, Duration patience) {
        this(time, new TrialTurns(MAX_WAITING, patience));
    }

    private Argon2idTrials(TimeSource time, TrialTurns turns) {
        this.time = time;
        this.turns = turns;
        this.memory = new TrialMemory(List.of(), time);
    }

    /** Trials of another list, with a memory of their own, that take turns with these. */
    public Argon2idTrials besides() {
        return new Argon2idTrials(time, turns);
    }

    /**
     * What is remembered about this key, without computing anything and without waiting: {@link Trial.Kind#MATCHED},
     * {@link Trial.Kind#NO_MATCH} (always for an empty list) or {@link Trial.Kind#UNTRIED}.
     */
    public Trial recall(List<Argon2idHash> hashes, ApiKey key) {
        return hashes.isEmpty() ? Trial.NO_MATCH : memoryOf(hashes).recall(names.hash(key));
    }

    /**
     * Tries the key against each hash in order, up to the first that matches, unless the outcome is remembered:
     * {@link Trial.Kind#MATCHED}, {@link Trial.Kind#NO_MATCH} or {@link Trial.Kind#SATURATED}. May take seconds, and
     * blocks meanwhile: never call it from an event loop. An interrupted caller gets {@code SATURATED} and stays
     * interrupted.
     */
    public Trial attempt(List<Argon2idHash> hashes, ApiKey key) {
        Trial known = recall(hashes, key);
        return known.kind() == Trial.Kind.UNTRIED ? turns.take(() -> compute(hashes, key)) : known;
    }

    /** Looks into the memory once more: the same key may have been tried by whoever had the turn before. */
    private Trial compute(List<Argon2idHash> hashes, ApiKey key) {
        TrialMemory remembered = memoryOf(hashes);
        KeyHash name = names.hash(key);
        Trial known = remembered.recall(name);
        if (known.kind() != Trial.Kind.UNTRIED) {
            return known;
        }
        Trial trial = tryAll(hashes, key);
        remembered.remember(name, trial);
        return trial;
    }

    private static Trial tryAll(List<Argon2idHash> hashes, ApiKey key) {
        for (int i = 0; i < hashes.size(); i++) {
            if (hashes.get(i).matches(key)) {
                return Trial.matched(i);
            }
        }
        return Trial.NO_MATCH;
    }

    /** An outcome is kept with the list it belongs to, so that a reload meanwhile costs at most what is remembered. */
    private TrialMemory memoryOf(List<Argon2idHash> hashes) {
        TrialMemory current = memory;
        return current.isAbout(hashes) ? current : renewed(hashes);
    }

    private synchronized TrialMemory renewed(List<Argon2idHash> hashes) {
        if (!memory.isAbout(hashes)) {
            memory = new TrialMemory(hashes, time);
        }
        return memory;
    }

    private static byte[] randomSecret() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return secret;
    }
}
