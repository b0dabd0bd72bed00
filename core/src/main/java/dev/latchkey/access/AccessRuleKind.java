package dev.latchkey.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an access rule is about, and whether it lets in or keeps out, in the order in which rules are applied. */
public enum AccessRuleKind {
    ALLOW_MODELS(Subject.MODELS, true),
    ALLOW_PROVIDERS(Subject.PROVIDERS, true),
    ALLOW_PRICING(Subject.PRICING, true),
    ALLOW_IP_CIDRS(Subject.ADDRESSES, true),
    DENY_MODELS(Subject.MODELS, false),
    DENY_PROVIDERS(Subject.PROVIDERS, false),
    DENY_PRICING(Subject.PRICING, false),
    DENY_IP_CIDRS(Subject.ADDRESSES, false);

    /** What a rule looks at. */
    public enum Subject {
        /** The model's name; the value is {@link AccessRuleValue.Names}. */
        MODELS,
        /** The providers that serve the model; the value is {@link AccessRuleValue.Names}. */
        PROVIDERS,
        /** What the model costs; the value is {@link AccessRuleValue.Pricing}. */
        PRICING,
        /** The client's address; the value is {@link AccessRuleValue.Addresses}. */
        ADDRESSES
    }

    private final Subject subject;
    private final boolean allows;
    private final String text = name().toLowerCase(Locale.ROOT);

    AccessRuleKind(Subject subject, boolean allows) {
        this.subject = subject;
        this.allows = allows;
    }

    /** The kind that the llm-gateway calls this ({@code allow_models}), or empty. */
    public static Optional<AccessRuleKind> parse(String ruleType) {
        return Arrays.stream(values())
                .filter(kind -> kind.text.equals(ruleType))
                .findFirst();
    }

    /** What a rule of this kind looks at. */
    public Subject subject() {
        return subject;
    }

    /** Whether a rule of this kind lets in, rather than keeping out. */
    public boolean allows() {
        return allows;
    }

    /** The {@code rule_type}, as the llm-gateway writes it. */
    @Override
    public String toString() {
        return text;
    }
}
