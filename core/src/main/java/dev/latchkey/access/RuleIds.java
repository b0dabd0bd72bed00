package dev.latchkey.access;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Gives an id to each of a key's rules that has none: one and the same, whenever and wherever the rules are read. */
final class RuleIds {
    private RuleIds() {}

    static List<AccessRule> given(Collection<AccessRule> rules) {
        Set<String> taken = taken(rules);
        return taken.size() == rules.size()
                ? List.copyOf(rules)
                : rules.stream()
                        .map(rule -> rule.id().isPresent() ? rule : rule.withId(free(rule, taken)))
                        .toList();
    }

    private static Set<String> taken(Collection<AccessRule> rules) {
        Set<String> taken = new HashSet<>();
        int position = 0;
        for (AccessRule rule : rules) {
            position++;
            if (rule.id().isPresent() && !taken.add(rule.id().get())) {
                throw new IllegalArgumentException(
                        "number " + position + ": id: another rule has it; give each its own");
            }
        }
        return taken;
    }

    private static String free(AccessRule rule, Set<String> taken) {
        int occurrence = 1;
        String id = derived(rule, occurrence);
        while (!taken.add(id)) {
            id = derived(rule, ++occurrence);
        }
        return id;
    }

    /** From what the rule says, so that switching it off leaves the id, and neither does its place among others matter. */
    private static String derived(AccessRule rule, int occurrence) {
        String said = rule.kind() + " " + rule.value() + " " + occurrence;
        return UUID.nameUUIDFromBytes(said.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
