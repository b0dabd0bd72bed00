package dev.latchkey.key;

import com.fasterxml.jackson.core.JsonParser;
import dev.latchkey.access.AccessRuleKind;
import dev.latchkey.access.AccessRuleValue;
import dev.latchkey.access.AccessRuleValue.Addresses;
import dev.latchkey.access.AccessRuleValue.Names;
import dev.latchkey.access.AccessRuleValue.Pricing;
import dev.latchkey.access.AddressRanges;
import dev.latchkey.access.PricingType;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The {@code rule_value} of an access rule while it is read: whether it fits is known once the rule's type is. */
final class ManifestRuleValue {
    private static final int MAX_NAME = 256;
    private static final int MAX_ADDRESS = 64;
    private static final int MAX_WORD = 16;

    private static final Map<String, ManifestValues.Member<ManifestRuleValue>> MEMBERS = Map.of(
            "models", (json, into) -> into.models = into.counted(ManifestValues.texts(json, MAX_NAME)),
            "providers", (json, into) -> into.providers = into.counted(ManifestValues.texts(json, MAX_NAME)),
            "pricingType", (json, into) -> into.pricingType = into.counted(pricingType(json)),
            "maxInputPrice", (json, into) -> into.maxInputPrice = into.counted(price(json)),
            "maxOutputPrice", (json, into) -> into.maxOutputPrice = into.counted(price(json)),
            "ipCidrs", (json, into) -> into.ranges = into.counted(ranges(json)));

    private @Nullable List<String> models;
    private @Nullable List<String> providers;
    private @Nullable PricingType pricingType;
    private @Nullable BigDecimal maxInputPrice;
    private @Nullable BigDecimal maxOutputPrice;
    private @Nullable AddressRanges ranges;
    private int given;

    private ManifestRuleValue() {}

    static ManifestRuleValue read(JsonParser json) throws IOException {
        ManifestRuleValue value = new ManifestRuleValue();
        ManifestValues.members(json, MEMBERS, value);
        return value;
    }

    /** The value, if it is one for rules of this kind. */
    AccessRuleValue of(AccessRuleKind kind) {
        return switch (kind.subject()) {
            case MODELS -> Names.of(only("models", models));
            case PROVIDERS -> Names.of(only("providers", providers));
            case PRICING -> pricing();
            case ADDRESSES -> new Addresses(only("ipCidrs", ranges));
        };
    }

    private <T> T counted(T value) {
        given++;
        return value;
    }

    private <T> T only(String member, @Nullable T value) {
        if (value == null || given > 1) {
            throw new IllegalArgumentException("expected " + member + " and nothing else, as the rule's type says");
        }
        return value;
    }

    private Pricing pricing() {
        if (given == 0 || models != null || providers != null || ranges != null) {
            throw new IllegalArgumentException("expected pricingType, maxInputPrice and maxOutputPrice, one or more of"
                    + " them and nothing else, as the rule's type says");
        }
        return Pricing.of(pricingType, maxInputPrice, maxOutputPrice);
    }

    private static PricingType pricingType(JsonParser json) throws IOException {
        return PricingType.parse(ManifestValues.text(json, MAX_WORD))
                .orElseThrow(() -> new IllegalArgumentException("expected free or paid"));
    }

    private static BigDecimal price(JsonParser json) throws IOException {
        return ManifestValues.money(json).toBigDecimal();
    }

    private static AddressRanges ranges(JsonParser json) throws IOException {
        return AddressRanges.parse(ManifestValues.texts(json, MAX_ADDRESS));
    }
}
