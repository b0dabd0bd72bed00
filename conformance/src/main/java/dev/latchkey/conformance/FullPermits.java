package dev.latchkey.conformance;

import dev.latchkey.access.AccessRule;
import dev.latchkey.access.AccessRuleKind;
import dev.latchkey.access.AccessRuleValue.Pricing;
import dev.latchkey.access.AccessRules;
import dev.latchkey.access.AddressRanges;
import dev.latchkey.access.AllowedModels;
import dev.latchkey.access.PricingType;
import dev.latchkey.key.KeyPermits;
import dev.latchkey.quota.BudgetReset;
import dev.latchkey.quota.BudgetUnit;
import dev.latchkey.quota.Money;
import dev.latchkey.quota.RateAlgorithm;
import dev.latchkey.quota.RateLimit;
import dev.latchkey.quota.RateWindow;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** All that a key may be permitted. */
final class FullPermits {
    static final List<BudgetReset> RESETS = List.of(
            BudgetReset.never(),
            BudgetReset.after(Duration.ofSeconds(1)),
            BudgetReset.after(Duration.ofDays(36_600)),
            BudgetReset.every(8760, BudgetUnit.HOUR),
            BudgetReset.every(365, BudgetUnit.DAY),
            BudgetReset.every(1, BudgetUnit.WEEK),
            BudgetReset.every(12, BudgetUnit.MONTH),
            BudgetReset.aligned(BudgetUnit.DAY),
            BudgetReset.aligned(BudgetUnit.WEEK),
            BudgetReset.aligned(BudgetUnit.MONTH));

    private static final AddressRanges RANGES = AddressRanges.parse(List.of("10.0.0.0/8", "2001:db8::/32", "::/0"));

    private static final List<RateLimit> LIMITS = List.of(
            RateLimit.of(20, RateWindow.MINUTE),
            RateLimit.of(0, RateWindow.MONTH),
            RateLimit.of(7, RateWindow.WEEK).named("per_week.or-so"),
            RateLimit.of(1_000_000_000_000L, RateWindow.DAY, RateAlgorithm.SLIDING),
            RateLimit.of(1_000_000, RateWindow.of(Duration.ofMillis(1500)), RateAlgorithm.LOG),
            RateLimit.of(5, RateWindow.of(Duration.ofDays(366)), RateAlgorithm.CALENDAR),
            RateLimit.bucket(10, 3, RateWindow.of(Duration.ofSeconds(90))),
            RateLimit.bucket(0, 1, RateWindow.MINUTE).named("blocked"),
            RateLimit.bucket(6, 4, RateWindow.HOUR).named("six-by-four"));

    private static final List<AccessRule> RULES = List.of(
            AccessRule.allowModels(List.of("gpt-4o", "claude-3-5-sonnet", "with,comma")),
            AccessRule.allowModels(List.of()),
            AccessRule.denyModels(List.of("o1"))
                    .withId("Rule.of:64_characters-" + "x".repeat(42))
                    .inactive(),
            AccessRule.allowProviders(List.of("openai")),
            AccessRule.denyProviders(List.of("x")),
            AccessRule.allowPricing(Pricing.of(PricingType.PAID, new BigDecimal("0.000000001"), new BigDecimal("15"))),
            AccessRule.allowPricing(Pricing.of(null, null, new BigDecimal("1.50"))),
            AccessRule.denyPricing(Pricing.of(PricingType.FREE, null, null)),
            AccessRule.allowIpCidrs(RANGES),
            AccessRule.denyIpCidrs(AddressRanges.none()).inactive());

    private FullPermits() {}

    static KeyPermits everything() {
        return KeyPermits.builder()
                .limits(LIMITS)
                .addresses(RANGES)
                .models(AllowedModels.of(List.of("openai:gpt-4o", "anthropic:*", "mistral:small*")))
                .rules(AccessRules.of(RULES))
                .usageLimit(Money.ofNanos(123_456_789_012_345_678L))
                .startingUsage(Money.ofNanos(1))
                .periodLimit(Money.ofNanos(Long.MAX_VALUE), BudgetReset.every(3, BudgetUnit.DAY))
                .projectMode("hybrid")
                .providerKeys(Set.of("openai", "anthropic"))
                .credits(Money.parse("0.000000001"))
                .build();
    }

    /** Everything at once, nothing, and each on its own. */
    static List<KeyPermits> each() {
        List<KeyPermits> all = new ArrayList<>(List.of(
                everything(),
                KeyPermits.unlimited(),
                KeyPermits.builder().addresses(AddressRanges.none()).build(),
                KeyPermits.builder().models(AllowedModels.none()).build(),
                KeyPermits.builder().usageLimit(Money.ZERO).build(),
                KeyPermits.builder().projectMode("").build(),
                KeyPermits.builder().credits(Money.ofNanos(Long.MAX_VALUE)).build()));
        LIMITS.forEach(
                limit -> all.add(KeyPermits.builder().limits(List.of(limit)).build()));
        RULES.forEach(rule -> all.add(
                KeyPermits.builder().rules(AccessRules.of(List.of(rule))).build()));
        Arrays.stream(AccessRuleKind.values())
                .map(AccessRule::withoutValue)
                .forEach(rule -> all.add(KeyPermits.builder()
                        .rules(AccessRules.of(List.of(rule)))
                        .build()));
        RESETS.forEach(reset ->
                all.add(KeyPermits.builder().periodLimit(Money.ZERO, reset).build()));
        return all;
    }
}
