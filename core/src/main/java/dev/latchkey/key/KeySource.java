package dev.latchkey.key;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where keys come from: a ring, a manifest, a watched file, a store. Implementations are thread-safe.
 *
 * <p>A source hands out its current table at once, from memory; whatever it takes to keep that table current happens
 * elsewhere.
 */
public interface KeySource {

    /** The current table. Never blocks; called for every request. */
    KeyTable table();

    /**
     * Epoch nanoseconds at which the table was last known to be current; a host may refuse to decide from a table that
     * is older than a stated bound. A source that cannot grow old, such as a ring, answers {@link Long#MAX_VALUE}.
     */
    default long confirmedAtNanos() {
        return Long.MAX_VALUE;
    }

    /**
     * How long after {@linkplain #confirmedAtNanos() that instant} a host decides from the table, unless it is told
     * otherwise by {@code maxTableAge}; more than nothing and at most 365 days. Empty for any time. Asked once, when an
     * authenticator is built.
     */
    default Optional<Duration> goodFor() {
        return Optional.empty();
    }

    /**
     * Hands over a check that every later table must pass before it is served; called when an authenticator is built.
     * The check throws {@link IllegalArgumentException} for a table that could not be served, such as one that needs a
     * hash secret nobody configured, and the source then keeps its last good table. A source whose table never changes
     * need not keep it.
     */
    default void checkTables(Consumer<KeyTable> check) {}

    /** A source whose table never changes. */
    static KeySource of(KeyTable table) {
        return () -> table;
    }
}
