package dev.latchkey.access;

import dev.latchkey.access.AccessRuleValue.Addresses;
import dev.latchkey.access.AccessRuleValue.Names;
import dev.latchkey.access.AccessRuleValue.Pricing;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One access rule of a key, as the llm-gateway has them: what it is about, what it names, and whether it is active. Immutable
 * and thread-safe.
 *
 * <p>A rule that is inactive, or has no value, does nothing. One whose value is an empty list has a value: allowing no model
 * denies all of them.
 */
public final class AccessRule {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,63}");

    private final @Nullable String id;
    private final AccessRuleKind kind;
    private final @Nullable AccessRuleValue value;
    private final boolean active;

    private AccessRule(@Nullable String id, AccessRuleKind kind, @Nullable AccessRuleValue value, boolean active) {
        this.id = id;
        this.kind = kind;
        this.value = value;
        this.active = active;
    }

    /**
     * An active rule of this kind.
     *
     * @throws IllegalArgumentException if the value is not of the sort that the kind's
     *     {@linkplain AccessRuleKind#subject() subject} names
     */
    public static AccessRule of(AccessRuleKind kind, AccessRuleValue value) {
        boolean fits = switch (kind.subject()) {
            case MODELS, PROVIDERS -> value instanceof Names;
            case PRICING -> value instanceof Pricing;
            case ADDRESSES -> value instanceof Addresses;
        };
        if (!fits) {
            throw new IllegalArgumentException("access rule " + kind + ": the value is of another kind");
        }
        return new AccessRule(null, kind, value, true);
    }

    /** A rule that names nothing yet, and so does nothing. */
    public static AccessRule withoutValue(AccessRuleKind kind) {
        return new AccessRule(null, kind, null, true);
    }

    /** Only these models, together with those of other such rules; an empty list allows none. */
    public static AccessRule allowModels(Collection<String> models) {
        return of(AccessRuleKind.ALLOW_MODELS, Names.of(models));
    }

    /** Not these models. */
    public static AccessRule denyModels(Collection<String> models) {
        return of(AccessRuleKind.DENY_MODELS, Names.of(models));
    }

    /** Only these providers, together with those of other such rules; an empty list allows none. */
    public static AccessRule allowProviders(Collection<String> providers) {
        return of(AccessRuleKind.ALLOW_PROVIDERS, Names.of(providers));
    }

    /** Not these providers. */
    public static AccessRule denyProviders(Collection<String> providers) {
        return of(AccessRuleKind.DENY_PROVIDERS, Names.of(providers));
    }

    /** Only models of this pricing, or of that of another such rule. */
    public static AccessRule allowPricing(Pricing pricing) {
        return of(AccessRuleKind.ALLOW_PRICING, pricing);
    }

    /** No model of this pricing's type; its maxima are ignored, and without a type it does nothing. */
    public static AccessRule denyPricing(Pricing pricing) {
        return of(AccessRuleKind.DENY_PRICING, pricing);
    }

    /** Only clients with an address in these ranges, or in those of another such rule; a client whose address is unknown is out. */
    public static AccessRule allowIpCidrs(AddressRanges ranges) {
        return of(AccessRuleKind.ALLOW_IP_CIDRS, new Addresses(ranges));
    }

    /** No client with an address in these ranges; a client whose address is unknown is not one. */
    public static AccessRule denyIpCidrs(AddressRanges ranges) {
        return of(AccessRuleKind.DENY_IP_CIDRS, new Addresses(ranges));
    }

    /** The same rule, kept but without effect. */
    public AccessRule inactive() {
        return new AccessRule(id, kind, value, false);
    }

    /**
     * The same rule under this id.
     *
     * @throws IllegalArgumentException if that is not 1 to 64 letters, digits, dots, underscores, colons and dashes, the
     *     first of them a letter or a digit
     */
    public AccessRule withId(String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("expected 1 to 64 characters: letters, digits, and behind the first one"
                    + " dots, underscores, colons and dashes");
        }
        return new AccessRule(id, kind, value, active);
    }

    /** By what name the rule is changed and deleted; every rule of {@link AccessRules} has one of its own. */
    public Optional<String> id() {
        return Optional.ofNullable(id);
    }

    /** What the rule is about. */
    public AccessRuleKind kind() {
        return kind;
    }

    /** What the rule names, if anything. */
    public Optional<AccessRuleValue> value() {
        return Optional.ofNullable(value);
    }

    /** Whether the rule's status is {@code active}. */
    public boolean isActive() {
        return active;
    }

    /** Whether the rule can change a decision at all. */
    boolean isEffective() {
        return active && value != null && !(value instanceof Pricing pricing && saysNothing(pricing));
    }

    private boolean saysNothing(Pricing pricing) {
        boolean hasMaximum =
                pricing.maxInputPrice().isPresent() || pricing.maxOutputPrice().isPresent();
        return pricing.type().isEmpty() && !(kind.allows() && hasMaximum);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AccessRule that
                && id().equals(that.id())
                && kind == that.kind
                && active == that.active
                && value().equals(that.value());
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, kind, value, active);
    }

    @Override
    public String toString() {
        return kind
                + (id == null ? "" : " " + id)
                + (active ? "" : " (inactive)")
                + (value == null ? " without a value" : " " + value);
    }
}
