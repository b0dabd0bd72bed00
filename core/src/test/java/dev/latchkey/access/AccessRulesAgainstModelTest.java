package dev.latchkey.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.access.AccessDecision.Permitted;
import dev.latchkey.access.AccessRuleValue.Addresses;
import dev.latchkey.access.AccessRuleValue.Names;
import dev.latchkey.access.AccessRuleValue.Pricing;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules beside a slow reading of the same sentences, provider by provider and kind by kind. */
class AccessRulesAgainstModelTest {
    private static final List<String> MODELS =
            List.of("gpt-4o", "gpt-4o-mini", "claude-sonnet-4", "llama-free", "unheard-of");
    private static final List<String> PROVIDERS = List.of("openai", "azure", "anthropic", "groq");
    private static final List<String> ADDRESSES = List.of("10.0.0.1", "192.0.2.1");
    private static final AddressRanges TEN = AddressRanges.parse(List.of("10.0.0.0/8"));

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15})
    void randomRulesDecideAsTheirSentencesRead(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 4000; round++) {
            List<AccessRule> rules = new ArrayList<>();
            for (int i = random.nextInt(5); i > 0; i--) {
                rules.add(rule(random));
            }
            String model = pick(random, MODELS);
            String provider = random.nextInt(3) == 0 ? pick(random, PROVIDERS) : null;
            String address = random.nextInt(3) == 0 ? null : pick(random, ADDRESSES);
            assertThat(decided(rules, model, provider, address))
                    .as("seed %d, round %d: %s, %s, %s under %s", seed, round, model, provider, address, rules)
                    .isEqualTo(expected(rules, model, provider, address));
        }
    }

    /** The providers left, or null where the call is denied. */
    private static @Nullable Set<String> decided(
            List<AccessRule> rules, String model, @Nullable String provider, @Nullable String address) {
        AccessQuery query = AccessQuery.forModel(model)
                .withProvider(provider)
                .withAddress(address == null ? null : AddressText.parse(address).orElseThrow());
        AccessDecision decision = AccessRules.of(rules).decide(query, Catalogs.SMALL);
        return decision instanceof Permitted permitted ? new HashSet<>(permitted.providers()) : null;
    }

    private static @Nullable Set<String> expected(
            List<AccessRule> rules, String name, @Nullable String provider, @Nullable String address) {
        List<AccessRule> live = rules.stream()
                .filter(AccessRulesAgainstModelTest::doesSomething)
                .toList();
        if (live.isEmpty()) {
            return Set.of();
        }
        CatalogModel model = Catalogs.SMALL.models().stream()
                .filter(known -> known.id().equals(name))
                .findFirst()
                .orElse(null);
        if (model == null) {
            return null;
        }
        Set<String> left = new HashSet<>();
        for (ProviderPrice offer : model.providers()) {
            boolean asked = provider == null || provider.equals(offer.id());
            if (asked && survives(live, model, provider, offer, address)) {
                left.add(offer.id());
            }
        }
        return left.isEmpty() ? null : left;
    }

    private static boolean survives(
            List<AccessRule> live,
            CatalogModel model,
            @Nullable String provider,
            ProviderPrice offer,
            @Nullable String address) {
        for (AccessRuleKind kind : AccessRuleKind.values()) {
            List<AccessRule> same =
                    live.stream().filter(rule -> rule.kind() == kind).toList();
            boolean named = same.stream().anyMatch(rule -> names(rule, model, provider, offer, address));
            if (!same.isEmpty() && named != kind.allows()) {
                return false;
            }
        }
        return true;
    }

    private static boolean names(
            AccessRule rule,
            CatalogModel model,
            @Nullable String provider,
            ProviderPrice offer,
            @Nullable String address) {
        AccessRuleValue value = rule.value().orElseThrow();
        return switch (rule.kind()) {
            case ALLOW_MODELS, DENY_MODELS -> ((Names) value).names().contains(model.id());
            case ALLOW_PROVIDERS, DENY_PROVIDERS -> ((Names) value).names().contains(offer.id());
            case ALLOW_IP_CIDRS, DENY_IP_CIDRS -> "10.0.0.1".equals(address);
            case DENY_PRICING -> ((Pricing) value).type().orElseThrow() == typeOf(model);
            case ALLOW_PRICING -> isPricedWithin((Pricing) value, model, provider);
        };
    }

    private static boolean isPricedWithin(Pricing pricing, CatalogModel model, @Nullable String provider) {
        if (pricing.type().isPresent() && pricing.type().get() != typeOf(model)) {
            return false;
        }
        for (ProviderPrice price : model.providers()) {
            boolean counts = provider == null || provider.equals(price.id());
            boolean tooDear = pricing.maxInputPrice().isPresent()
                    && price.inputPrice().compareTo(pricing.maxInputPrice().get()) > 0;
            if (counts && tooDear) {
                return false;
            }
        }
        return true;
    }

    private static PricingType typeOf(CatalogModel model) {
        return model.free() ? PricingType.FREE : PricingType.PAID;
    }

    private static boolean doesSomething(AccessRule rule) {
        if (!rule.isActive() || rule.value().isEmpty()) {
            return false;
        }
        if (rule.kind() == AccessRuleKind.DENY_PRICING) {
            return ((Pricing) rule.value().get()).type().isPresent();
        }
        return !rule.value().get().equals(Pricing.of(null, null, null));
    }

    private static AccessRule rule(Random random) {
        AccessRuleKind kind = pick(random, List.of(AccessRuleKind.values()));
        if (random.nextInt(10) == 0) {
            return AccessRule.withoutValue(kind);
        }
        AccessRuleValue value = switch (kind.subject()) {
            case MODELS -> Names.of(some(random, MODELS));
            case PROVIDERS -> Names.of(some(random, PROVIDERS));
            case PRICING -> pricing(random);
            case ADDRESSES -> new Addresses(TEN);
        };
        AccessRule rule = AccessRule.of(kind, value);
        return random.nextInt(8) == 0 ? rule.inactive() : rule;
    }

    private static Pricing pricing(Random random) {
        PricingType type = random.nextInt(3) == 0 ? null : pick(random, List.of(PricingType.values()));
        BigDecimal maximum = random.nextBoolean() ? null : new BigDecimal(pick(random, List.of("0", "1", "2.5", "3")));
        return Pricing.of(type, maximum, null);
    }

    private static List<String> some(Random random, List<String> all) {
        return all.stream().filter(name -> random.nextBoolean()).toList();
    }

    private static <T> T pick(Random random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
