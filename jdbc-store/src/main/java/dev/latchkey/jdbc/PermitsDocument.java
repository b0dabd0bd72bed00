package dev.latchkey.jdbc;

import dev.latchkey.access.AccessRules;
import dev.latchkey.access.AddressRange;
import dev.latchkey.access.AddressRanges;
import dev.latchkey.access.AllowedModels;
import dev.latchkey.key.KeyPermits;
import dev.latchkey.quota.BudgetReset;
import dev.latchkey.quota.Money;
import dev.latchkey.quota.RateAlgorithm;
import dev.latchkey.quota.RateLimit;
import dev.latchkey.quota.RateWindow;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a key may use, how often and for how much, as a part of its document. */
final class PermitsDocument {
    private PermitsDocument() {}

    static Map<String, @Nullable Object> write(KeyPermits permits) {
        return new Document()
                .putList("limits", permits.limits(), PermitsDocument::limit)
                .put("addresses", permits.addresses().orElse(null), PermitsDocument::ranges)
                .put(
                        "models",
                        permits.models().isAny() ? null : permits.models().entries())
                .putList("rules", permits.rules().rules(), RuleDocument::write)
                .put("usage_limit", permits.usageLimit().orElse(null), Money::nanos)
                .put("starting_usage", permits.startingUsage().nanos())
                .put("period_limit", permits.periodLimit().orElse(null), Money::nanos)
                .put("period", permits.period().toString())
                .put("project_mode", permits.projectMode().orElse(null))
                .putList("provider_keys", List.copyOf(permits.providerKeys()), provider -> provider)
                .put("credits", permits.credits().nanos())
                .members();
    }

    private static Object limit(RateLimit limit) {
        return new Document()
                .put("name", limit.name())
                .put("permits", limit.permits())
                .put("refill", limit.refill())
                .put("window", limit.window().toString())
                .put("algorithm", limit.algorithm().name().toLowerCase(Locale.ROOT))
                .members();
    }

    static List<String> ranges(AddressRanges ranges) {
        return ranges.ranges().stream().map(AddressRange::toString).toList();
    }

    static KeyPermits read(Document json) {
        KeyPermits.Builder permits = KeyPermits.builder()
                .limits(json.parts("limits", PermitsDocument::readLimit))
                .rules(AccessRules.of(json.parts("rules", RuleDocument::read)))
                .startingUsage(Money.ofNanos(json.whole("starting_usage")))
                .credits(Money.ofNanos(json.whole("credits")))
                .providerKeys(json.list("provider_keys", String.class::cast));
        BudgetReset period = BudgetReset.parse(json.text("period"));
        KeyDocument.set(
                json.find("addresses", List.class),
                texts -> permits.addresses(AddressRanges.parse(KeyDocument.texts(texts))));
        KeyDocument.set(
                json.find("models", List.class), texts -> permits.models(AllowedModels.of(KeyDocument.texts(texts))));
        KeyDocument.set(json.findMoney("usage_limit"), permits::usageLimit);
        KeyDocument.set(json.findMoney("period_limit"), cap -> permits.periodLimit(cap, period));
        KeyDocument.set(json.findText("project_mode"), permits::projectMode);
        return permits.build();
    }

    private static RateLimit readLimit(Document json) {
        RateAlgorithm algorithm = RateAlgorithm.parse(json.text("algorithm"));
        RateWindow window = RateWindow.parse(json.text("window"));
        long permits = json.whole("permits");
        long refill = json.whole("refill");
        RateLimit limit = algorithm == RateAlgorithm.BUCKET
                ? RateLimit.bucket(permits, refill, window)
                : RateLimit.of(permits, window, algorithm);
        return limit.named(json.text("name"));
    }
}
