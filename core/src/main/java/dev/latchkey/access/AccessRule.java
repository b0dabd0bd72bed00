package dev.latchkey.access;

import dev.latchkey.access.AccessRuleValue.Addresses;
import dev.latchkey.access.AccessRuleValue.Names;
import dev.latchkey.access.AccessRuleValue.Pricing;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One access rule of a key, as the llm-gateway has them: what it is about, what it names, and whether it is active. Immutable
 * and thread-safe.
 *
 * <p>A rule that is inactive, or has no value, does nothing. One whose value is an empty list has a value: allowing no model
 * denies all of them.
 */
public final class AccessRule {
    private final AccessRuleKind kind;
    private final @Nullable AccessRuleValue value;
    private final boolean active;

    private AccessRule(AccessRuleKind kind, @Nullable AccessRuleValue value, boolean active) {
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
        return new AccessRule(kind, value, true);
    }

    /** A rule that names nothing yet, and so does nothing. */
    public static AccessRule withoutValue(AccessRuleKind kind) {
        return new AccessRule(kind, null, true);
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
        return new AccessRule(kind, value, false);
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
                && kind == that.kind
                && active == that.active
                && value().equals(that.value());
    }

    @Override
    public int hashCode() {
        return (kind.hashCode() * 31 + value().hashCode()) * 2 + (active ? 1 : 0);
    }

    @Override
    public String toString() {
        return kind + (active ? "" : " (inactive)") + (value == null ? " without a value" : " " + value);
    }
}
