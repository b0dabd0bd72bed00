package dev.latchkey.access;

import dev.latchkey.access.AccessDecision.Cause;
import dev.latchkey.access.AccessDecision.Denied;
import dev.latchkey.access.AccessRuleValue.Names;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one kind that have an effect, at least one. Allow rules hold together: what one of them names is let in. Each
 * deny rule keeps out by itself.
 */
record RuleGroup(AccessRuleKind kind, List<Numbered> rules) {

    /** A rule's value, and where the rule stands among all of the key's rules, counted from 1. */
    record Numbered(int position, AccessRuleValue value) {

        boolean names(String provider) {
            return value instanceof Names listed && listed.names().contains(provider);
        }
    }

    /**
     * The refusal, or null if these rules let the call pass.
     *
     * @param left the providers that earlier rules left; those that these rules exclude are taken out
     */
    @Nullable Denied refuse(RuleTarget target, List<String> left) {
        if (!target.isSubjectTo(kind)) {
            return null;
        }
        if (kind.subject() == AccessRuleKind.Subject.PROVIDERS) {
            return kind.allows() ? keepAllowed(left) : dropDenied(left);
        }
        return kind.allows() ? refuseUnlessAmong(target) : refuseIfAmong(target);
    }

    private @Nullable Denied keepAllowed(List<String> left) {
        left.removeIf(provider -> rules.stream().noneMatch(rule -> rule.names(provider)));
        return left.isEmpty() ? denied(Cause.NO_PROVIDER_LEFT, rules.get(0)) : null;
    }

    private @Nullable Denied dropDenied(List<String> left) {
        for (Numbered rule : rules) {
            left.removeIf(rule::names);
            if (left.isEmpty()) {
                return denied(Cause.NO_PROVIDER_LEFT, rule);
            }
        }
        return null;
    }

    private @Nullable Denied refuseUnlessAmong(RuleTarget target) {
        boolean among = rules.stream().anyMatch(rule -> target.isAmong(kind, rule.value()));
        return among ? null : denied(Cause.RULE, rules.get(0));
    }

    private @Nullable Denied refuseIfAmong(RuleTarget target) {
        for (Numbered rule : rules) {
            if (target.isAmong(kind, rule.value())) {
                return denied(Cause.RULE, rule);
            }
        }
        return null;
    }

    private Denied denied(Cause cause, Numbered rule) {
        return new Denied(cause, rule.position(), kind);
    }
}
