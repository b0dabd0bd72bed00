package dev.latchkey.access;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The scopes that a key was given: either every scope, or an explicit set that may be empty.
 *
 * <p>A scope reads {@code area:action}. {@code chat:*} grants whatever begins with {@code chat:}, and {@code *} grants
 * everything; a star that stands anywhere else is an ordinary character. A key without a {@code scopes} member is
 * {@linkplain #unrestricted() unrestricted}; {@code []} grants nothing. Immutable and thread-safe.
 */
public final class Scopes {
    private static final int MAX_LENGTH = 128;
    private static final Scopes UNRESTRICTED = new Scopes(true, Set.of());

    private final boolean unrestricted;
    private final Set<String> names;
    /** What stands before the star of each wildcard, so that a grant is a plain comparison. */
    private final String[] wildcards;

    private Scopes(boolean unrestricted, Set<String> names) {
        this.unrestricted = unrestricted;
        this.names = names;
        this.wildcards = names.stream()
                .filter(Scopes::isWildcard)
                .map(name -> name.substring(0, name.length() - 1))
                .toArray(String[]::new);
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
                        + ": expected 1 to 128 printable ASCII characters without blanks, quotes or backslashes");
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

    /**
     * Whether this one scope is granted, by its exact name, by a wildcard, or because everything is. Case matters; the
     * empty text is granted by nothing but {@link #unrestricted()}. Allocates nothing.
     */
    public boolean grants(String required) {
        if (unrestricted || names.contains(required)) {
            return true;
        }
        for (String beginning : wildcards) {
            if (required.length() > beginning.length() && required.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }

    static boolean isWildcard(String name) {
        return name.equals("*") || name.endsWith(":*");
    }

    static boolean isScopeToken(String name) {
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
