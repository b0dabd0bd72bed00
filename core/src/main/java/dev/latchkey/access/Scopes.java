package dev.latchkey.access;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The scopes that a key was given: either every scope, or an explicit set that may be empty.
 *
 * <p>A key without a {@code scopes} member is {@linkplain #unrestricted() unrestricted}; {@code []} grants nothing.
 * Immutable and thread-safe.
 */
public final class Scopes {
    private static final int MAX_LENGTH = 128;
    private static final Scopes UNRESTRICTED = new Scopes(true, Set.of());

    private final boolean unrestricted;
    private final Set<String> names;

    private Scopes(boolean unrestricted, Set<String> names) {
        this.unrestricted = unrestricted;
        this.names = names;
    }

    /** Every scope there is. */
    public static Scopes unrestricted() {
        return UNRESTRICTED;
    }

    /** Exactly these scopes; see {@link #of(Collection)}. */
    public static Scopes of(String... names) {
        return of(Arrays.asList(names));
    }

    /**
     * Exactly these scopes, in this order.
     *
     * @throws IllegalArgumentException if a name is not a {@code scope-token} of RFC 6749, section 3.3, is longer than
     *     128 characters, or stands there twice
     */
    public static Scopes of(Collection<String> names) {
        Set<String> ordered = new LinkedHashSet<>();
        for (String name : names) {
            if (!isScopeToken(name)) {
                throw new IllegalArgumentException("scope " + (ordered.size() + 1)
                        + ": expected 1 to 128 printable ASCII characters without" + " blanks, quotes or backslashes");
            }
            if (!ordered.add(name)) {
                throw new IllegalArgumentException("scope " + (ordered.size() + 1) + ": already listed");
            }
        }
        return new Scopes(false, Collections.unmodifiableSet(ordered));
    }

    /** Whether every scope is granted. */
    public boolean isUnrestricted() {
        return unrestricted;
    }

    /** The scopes by name, in the order given; empty when {@linkplain #isUnrestricted() unrestricted}. */
    public Set<String> names() {
        return names;
    }

    private static boolean isScopeToken(String name) {
        return !name.isEmpty()
                && name.length() <= MAX_LENGTH
                && name.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '"' && c != '\\');
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Scopes that && unrestricted == that.unrestricted && names.equals(that.names);
    }

    @Override
    public int hashCode() {
        return names.hashCode() + (unrestricted ? 1 : 0);
    }

    @Override
    public String toString() {
        return unrestricted ? "every scope" : names.toString();
    }
}
