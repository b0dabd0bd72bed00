package dev.latchkey.access;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which scopes a route asks for: one scope, or others joined by <em>and</em> and <em>or</em>, nested as deep as needed.
 *
 * <p>{@code ScopeRule.anyOf("chat:write", "chat:admin").and(ScopeRule.allOf("models:read"))} reads, as text,
 * {@code (chat:write or chat:admin) and models:read}. Immutable and thread-safe.
 */
public final class ScopeRule {
    private final @Nullable String scope;
    private final boolean all;
    private final List<ScopeRule> parts;

    private ScopeRule(@Nullable String scope, boolean all, List<ScopeRule> parts) {
        this.scope = scope;
        this.all = all;
        this.parts = parts;
    }

    /**
     * Every one of these scopes.
     *
     * @throws IllegalArgumentException if there is none, or one is not a scope, or is a wildcard: a key may be granted
     *     {@code chat:*}, a route asks for something definite
     */
    public static ScopeRule allOf(String... scopes) {
        return joined(true, leaves(scopes));
    }

    /**
     * At least one of these scopes.
     *
     * @throws IllegalArgumentException as {@link #allOf} does
     */
    public static ScopeRule anyOf(String... scopes) {
        return joined(false, leaves(scopes));
    }

    /** Both this rule and the other. */
    public ScopeRule and(ScopeRule other) {
        return joined(true, List.of(this, other));
    }

    /** This rule or the other, or both. */
    public ScopeRule or(ScopeRule other) {
        return joined(false, List.of(this, other));
    }

    /** Whether these scopes are enough. Allocates nothing. */
    public boolean isMetBy(Scopes granted) {
        if (scope != null) {
            return granted.grants(scope);
        }
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).isMetBy(granted) != all) {
                return !all;
            }
        }
        return all;
    }

    private static List<ScopeRule> leaves(String... scopes) {
        if (scopes.length == 0) {
            throw new IllegalArgumentException("required scopes: name at least one, such as chat:write");
        }
        return Arrays.stream(scopes).map(ScopeRule::leaf).toList();
    }

    private static ScopeRule leaf(String scope) {
        if (!Scopes.isScopeToken(scope)) {
            throw new IllegalArgumentException("required scope: expected 1 to 128 printable ASCII characters without"
                    + " blanks, quotes or backslashes, such as chat:write");
        }
        if (Scopes.isWildcard(scope)) {
            throw new IllegalArgumentException("required scope " + scope
                    + ": a wildcard can be granted but not required; name what the route does, such as chat:write");
        }
        return new ScopeRule(scope, true, List.of());
    }

    /** Joins the rules, taking in the parts of those that are joined in the same way. */
    private static ScopeRule joined(boolean all, List<ScopeRule> rules) {
        List<ScopeRule> parts = new ArrayList<>();
        for (ScopeRule rule : rules) {
            List<ScopeRule> taken = rule.scope == null && rule.all == all ? rule.parts : List.of(rule);
            taken.stream().filter(part -> !parts.contains(part)).forEach(parts::add);
        }
        return parts.size() == 1 ? parts.get(0) : new ScopeRule(null, all, List.copyOf(parts));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ScopeRule that && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** The rule as an operator would write it: {@code (chat:write or chat:admin) and models:read}. */
    @Override
    public String toString() {
        if (scope != null) {
            return scope;
        }
        return parts.stream()
                .map(part -> part.scope == null ? "(" + part + ")" : part.toString())
                .collect(Collectors.joining(all ? " and " : " or "));
    }
}
