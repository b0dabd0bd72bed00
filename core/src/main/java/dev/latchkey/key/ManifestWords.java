package dev.latchkey.key;

import dev.latchkey.access.AccessRule;
import dev.latchkey.access.AccessRuleKind;
import dev.latchkey.access.AccessRuleValue;
import dev.latchkey.access.AddressRange;
import dev.latchkey.access.AddressRanges;
import dev.latchkey.access.AllowedModels;
import dev.latchkey.access.PricingType;
import dev.latchkey.access.Scopes;
import dev.latchkey.quota.BudgetUnit;
import dev.latchkey.quota.Money;
import dev.latchkey.quota.RateAlgorithm;
import dev.latchkey.quota.RateLimit;
import dev.latchkey.quota.RatePlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says of a key what a manifest's entry would say of it. */
final class ManifestWords {
    private ManifestWords() {}

    static Map<String, @Nullable Object> of(KeyRecord record) {
        Map<String, @Nullable Object> words = new LinkedHashMap<>();
        words.put("name", record.name().orElse(null));
        words.put("user", record.user().orElse(null));
        words.put("not_before", date(record.notBefore()));
        words.put("expires_at", date(record.expiresAt()));
        words.put("scopes", scopes(record.scopes()));
        words.put("metadata", record.metadata());
        words.put("environment", record.environment().orElse(null));
        permits(record.permits(), words);
        return words;
    }

    private static void permits(KeyPermits permits, Map<String, @Nullable Object> words) {
        Optional<String> plan = plan(permits.limits());
        words.put("plan", plan.orElse(null));
        words.put(
                "limits",
                plan.isPresent() || permits.limits().isEmpty()
                        ? null
                        : permits.limits().stream().map(ManifestWords::limit).toList());
        words.put("usage_limit", amount(permits.usageLimit()));
        words.put("period_limit", period(permits));
        words.put(
                "allowed_addresses",
                permits.addresses().map(ManifestWords::ranges).orElse(null));
        words.put("allowed_models", models(permits.models()));
        List<AccessRule> rules = permits.rules().rules();
        words.put(
                "access",
                rules.isEmpty() ? null : rules.stream().map(ManifestWords::rule).toList());
        boolean hasMode = permits.projectMode().isPresent();
        words.put("project_mode", permits.projectMode().orElse(null));
        words.put(
                "provider_keys",
                hasMode ? permits.providerKeys().stream().sorted().toList() : null);
        words.put("credits", hasMode ? permits.credits().toString() : null);
    }

    private static @Nullable String date(Optional<Instant> instant) {
        return instant.map(Instant::toString).orElse(null);
    }

    private static @Nullable String amount(Optional<Money> money) {
        return money.map(Money::toString).orElse(null);
    }

    private static @Nullable List<String> scopes(Scopes scopes) {
        return scopes.isUnrestricted() ? null : List.copyOf(scopes.names());
    }

    private static @Nullable List<String> models(AllowedModels models) {
        return models.isAny() ? null : models.entries();
    }

    private static List<String> ranges(AddressRanges ranges) {
        return ranges.ranges().stream().map(AddressRange::toString).toList();
    }

    private static Optional<String> plan(List<RateLimit> limits) {
        return Stream.of(RatePlan.free(), RatePlan.pro(), RatePlan.team())
                .filter(plan -> plan.limits().equals(limits))
                .map(RatePlan::name)
                .findFirst();
    }

    private static Map<String, Object> limit(RateLimit limit) {
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("requests", limit.permits());
        if (limit.algorithm() == RateAlgorithm.BUCKET && limit.refill() != limit.permits()) {
            words.put("refill", limit.refill());
        }
        words.put("per", limit.window().toString());
        words.put("algorithm", limit.algorithm().name().toLowerCase(Locale.ROOT));
        words.put("name", limit.name());
        return words;
    }

    private static @Nullable Map<String, Object> period(KeyPermits permits) {
        if (permits.periodLimit().isEmpty()) {
            return null;
        }
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("usd", permits.periodLimit().get().toString());
        Optional<BudgetUnit> unit = permits.period().stepUnit();
        if (unit.isPresent()) {
            words.put("every", permits.period().steps());
            words.put("unit", unit.get().toString());
        } else {
            // Only a host's own program makes such a period.
            words.put("reset", permits.period().toString());
        }
        return words;
    }

    static Map<String, @Nullable Object> rule(AccessRule rule) {
        Map<String, @Nullable Object> words = new LinkedHashMap<>();
        words.put("id", rule.id().orElse(null));
        words.put("rule_type", rule.kind().toString());
        words.put(
                "rule_value",
                rule.value().map(value -> value(rule.kind(), value)).orElse(null));
        words.put("status", rule.isActive() ? "active" : "inactive");
        return words;
    }

    private static Map<String, Object> value(AccessRuleKind kind, AccessRuleValue value) {
        if (value instanceof AccessRuleValue.Names names) {
            String member = kind.subject() == AccessRuleKind.Subject.MODELS ? "models" : "providers";
            return Map.of(member, new ArrayList<>(names.names()));
        }
        if (value instanceof AccessRuleValue.Addresses addresses) {
            return Map.of("ipCidrs", ranges(addresses.ranges()));
        }
        return pricing((AccessRuleValue.Pricing) value);
    }

    private static Map<String, Object> pricing(AccessRuleValue.Pricing pricing) {
        Map<String, Object> words = new LinkedHashMap<>();
        pricing.type()
                .map(PricingType::name)
                .ifPresent(type -> words.put("pricingType", type.toLowerCase(Locale.ROOT)));
        pricing.maxInputPrice().ifPresent(price -> words.put("maxInputPrice", price));
        pricing.maxOutputPrice().ifPresent(price -> words.put("maxOutputPrice", price));
        return words;
    }
}
