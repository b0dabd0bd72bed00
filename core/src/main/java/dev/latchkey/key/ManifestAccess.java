package dev.latchkey.key;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.latchkey.access.AccessRule;
import dev.latchkey.access.AccessRuleKind;
import dev.latchkey.access.AccessRules;
import dev.latchkey.access.AllowedModels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The members {@code allowed_models} and {@code access} of a manifest's entry: what the key's calls may ask for. */
final class ManifestAccess {
    private static final int MAX_PATTERN = 513;
    private static final int MAX_WORD = 64;

    private static final Map<String, ManifestValues.Member<Draft>> MEMBERS = Map.of(
            "id", (json, into) -> into.id = ManifestValues.text(json, MAX_WORD),
            "rule_type", (json, into) -> into.kind = kind(json),
            "rule_value", (json, into) -> into.value = isNull(json) ? null : ManifestRuleValue.read(json),
            "status", (json, into) -> into.active = isActive(json));

    private static final class Draft {
        @Nullable String id;

        @Nullable AccessRuleKind kind;

        @Nullable ManifestRuleValue value;

        boolean active = true;

        AccessRule rule() throws IOException {
            AccessRuleKind known = kind;
            if (known == null) {
                throw new IllegalArgumentException("expected the member rule_type");
            }
            AccessRule rule = identified(saying(known, value));
            return active ? rule : rule.inactive();
        }

        private static AccessRule saying(AccessRuleKind kind, @Nullable ManifestRuleValue value) throws IOException {
            return value == null
                    ? AccessRule.withoutValue(kind)
                    : ManifestValues.of("rule_value", () -> AccessRule.of(kind, value.of(kind)));
        }

        private AccessRule identified(AccessRule rule) throws IOException {
            String given = id;
            return given == null ? rule : ManifestValues.of("id", () -> rule.withId(given));
        }
    }

    private ManifestAccess() {}

    /** Any model if the value is null. */
    static AllowedModels models(JsonParser json) throws IOException {
        return isNull(json) ? AllowedModels.any() : AllowedModels.of(ManifestValues.texts(json, MAX_PATTERN));
    }

    /** One rule or more, in their order. */
    static AccessRules rules(JsonParser json) throws IOException {
        ManifestValues.require(json, JsonToken.START_ARRAY, "an array of rules");
        List<AccessRule> rules = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            rules.add(ManifestValues.of("number " + (rules.size() + 1), () -> rule(json)));
        }
        if (rules.isEmpty()) {
            throw new IllegalArgumentException("expected at least one rule; leave the member out for none");
        }
        return AccessRules.of(rules);
    }

    static AccessRule rule(JsonParser json) throws IOException {
        Draft draft = new Draft();
        ManifestValues.members(json, MEMBERS, draft);
        return draft.rule();
    }

    private static AccessRuleKind kind(JsonParser json) throws IOException {
        return AccessRuleKind.parse(ManifestValues.text(json, MAX_WORD))
                .orElseThrow(() -> new IllegalArgumentException("expected one of "
                        + Arrays.stream(AccessRuleKind.values())
                                .map(AccessRuleKind::toString)
                                .collect(Collectors.joining(", "))));
    }

    private static boolean isActive(JsonParser json) throws IOException {
        return switch (ManifestValues.text(json, MAX_WORD)) {
            case "active" -> true;
            case "inactive" -> false;
            default -> throw new IllegalArgumentException("expected active or inactive");
        };
    }

    private static boolean isNull(JsonParser json) {
        return json.currentToken() == JsonToken.VALUE_NULL;
    }
}
