package dev.latchkey.manage.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.latchkey.access.AccessRule;
import dev.latchkey.key.KeyTerms;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An access rule in a request, or a part of one. Its members may also be called as a manifest calls them. */
final class SubmittedRule {
    private static final String TYPE = "rule_type";
    private static final String VALUE = "rule_value";
    private static final String STATUS = "status";
    private static final Map<String, String> AS_THE_MANIFEST_CALLS_THEM = Map.of("ruleType", TYPE, "ruleValue", VALUE);
    private static final Map<String, String> AS_THEY_ARE_CALLED_HERE = Map.of(TYPE, "ruleType", VALUE, "ruleValue");
    private static final JsonMapper JSON = new JsonMapper();

    static final Set<String> MEMBERS = Set.of("ruleType", "ruleValue", TYPE, VALUE, STATUS);

    /** The JSON texts of the members' values, by a manifest's names. */
    private final Map<String, String> members;

    private SubmittedRule(Map<String, String> members) {
        this.members = members;
    }

    static SubmittedRule of(SubmittedMembers submitted) {
        AS_THE_MANIFEST_CALLS_THEM.forEach((name, other) -> {
            if (submitted.names(name) && submitted.names(other)) {
                throw Refused.because(
                        Fault.body(Fault.Kind.REPEATED, name, "the same as the member " + other + "; keep one"));
            }
        });
        return new SubmittedRule(submitted.without(Set.of(), AS_THE_MANIFEST_CALLS_THEM));
    }

    /** The rule that it is by itself. */
    AccessRule rule() {
        if (!members.containsKey(TYPE)) {
            throw Refused.because(Fault.body(Fault.Kind.MISSING, "ruleType", "Field required"));
        }
        return read(members);
    }

    /** That rule, under the same id, with what is said here in place of what it said. */
    AccessRule inPlaceOf(AccessRule before) {
        Map<String, String> whole = new LinkedHashMap<>();
        KeyTerms.of(before).forEach((name, value) -> whole.put(name, text(value)));
        whole.putAll(members);
        return read(whole);
    }

    private static String text(@Nullable Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a rule that is no JSON", e);
        }
    }

    private static AccessRule read(Map<String, String> values) {
        String json = values.entrySet().stream()
                .map(member -> "\"" + member.getKey() + "\":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
        return Refused.told(AS_THEY_ARE_CALLED_HERE, () -> KeyTerms.rule(json));
    }
}
