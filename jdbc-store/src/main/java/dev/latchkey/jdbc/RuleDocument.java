package dev.latchkey.jdbc;

import dev.latchkey.access.AccessRule;
import dev.latchkey.access.AccessRuleKind;
import dev.latchkey.access.AccessRuleValue;
import dev.latchkey.access.AccessRuleValue.Addresses;
import dev.latchkey.access.AccessRuleValue.Names;
import dev.latchkey.access.AccessRuleValue.Pricing;
import dev.latchkey.access.AddressRanges;
import dev.latchkey.access.PricingType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An access rule, as a part of a key's document. */
final class RuleDocument {
    private RuleDocument() {}

    static Object write(AccessRule rule) {
        return new Document()
                .put("id", rule.id().orElse(null))
                .put("type", rule.kind().toString())
                .put("active", rule.isActive())
                .put("value", rule.value().orElse(null), RuleDocument::value)
                .members();
    }

    private static Object value(AccessRuleValue value) {
        if (value instanceof Names names) {
            return List.copyOf(names.names());
        }
        if (value instanceof Addresses addresses) {
            return PermitsDocument.ranges(addresses.ranges());
        }
        Pricing pricing = (Pricing) value;
        return new Document()
                .put("type", pricing.type().orElse(null), type -> type.name().toLowerCase(Locale.ROOT))
                .put("max_input", pricing.maxInputPrice().orElse(null), BigDecimal::toPlainString)
                .put("max_output", pricing.maxOutputPrice().orElse(null), BigDecimal::toPlainString)
                .members();
    }

    static AccessRule read(Document json) {
        AccessRuleKind kind = AccessRuleKind.parse(json.text("type"))
                .orElseThrow(() -> new IllegalArgumentException("type: expected a kind of access rule"));
        Object value = json.find("value", Object.class);
        AccessRule rule =
                value == null ? AccessRule.withoutValue(kind) : AccessRule.of(kind, readValue(kind.subject(), value));
        String id = json.findText("id");
        AccessRule named = id == null ? rule : rule.withId(id);
        return json.flag("active") ? named : named.inactive();
    }

    private static AccessRuleValue readValue(AccessRuleKind.Subject subject, Object value) {
        return switch (subject) {
            case MODELS, PROVIDERS -> Names.of(KeyDocument.texts((List<?>) value));
            case ADDRESSES -> new Addresses(AddressRanges.parse(KeyDocument.texts((List<?>) value)));
            case PRICING -> Document.part(value, RuleDocument::pricing);
        };
    }

    private static Pricing pricing(Document json) {
        String type = json.findText("type");
        return Pricing.of(
                type == null ? null : type(type),
                price(json.findText("max_input")),
                price(json.findText("max_output")));
    }

    private static PricingType type(String text) {
        return PricingType.parse(text).orElseThrow(() -> new IllegalArgumentException("type: expected free or paid"));
    }

    private static @Nullable BigDecimal price(@Nullable String text) {
        return text == null ? null : new BigDecimal(text);
    }
}
