package dev.latchkey.manage.http;

import dev.latchkey.access.AccessRule;
import dev.latchkey.access.AccessRules;
import dev.latchkey.key.KeyPermits;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.manage.KeyLifecycle;
import dev.latchkey.manage.ManagedKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** {@code /keys/api/{id}/iam}: the access rules of a key, one by one. */
final class IamRoutes {
    private final KeyLifecycle lifecycle;
    private final NamedKeys keys;

    IamRoutes(KeyLifecycle lifecycle, NamedKeys keys) {
        this.lifecycle = lifecycle;
        this.keys = keys;
    }

    List<Operation> operations() {
        return List.of(
                Operation.of("POST", "/keys/api/{id}/iam", this::create),
                Operation.of("GET", "/keys/api/{id}/iam", this::list),
                Operation.of("PATCH", "/keys/api/{id}/iam/{id}", this::change),
                Operation.of("DELETE", "/keys/api/{id}/iam/{id}", this::delete));
    }

    private Reply create(ManagementCall call) {
        ManagedKey before = keys.changeable(call);
        AccessRule rule = SubmittedRule.of(call.body().only(SubmittedRule.MEMBERS))
                .rule()
                .withId(UUID.randomUUID().toString());
        ManagedKey after = edited(call, before, rules -> {
            List<AccessRule> more = new ArrayList<>(rules);
            more.add(rule);
            return more;
        });
        return told("IAM rule created", rule, after);
    }

    private Reply list(ManagementCall call) {
        KeyRecord record = keys.fixed(call).orElseGet(() -> keys.present(call).record());
        return Reply.of(Map.of("rules", ApiKeyView.rules(record)));
    }

    private Reply change(ManagementCall call) {
        ManagedKey before = keys.changeable(call);
        SubmittedRule submitted = SubmittedRule.of(call.changes(SubmittedRule.MEMBERS));
        ManagedKey after = edited(call, before, rules -> {
            List<AccessRule> changed = new ArrayList<>(rules);
            int index = index(rules, call.secondId());
            changed.set(index, submitted.inPlaceOf(rules.get(index)));
            return changed;
        });
        List<AccessRule> rules = after.record().permits().rules().rules();
        return told("IAM rule updated", rules.get(index(rules, call.secondId())), after);
    }

    private Reply delete(ManagementCall call) {
        ManagedKey before = keys.changeable(call);
        edited(call, before, rules -> {
            List<AccessRule> left = new ArrayList<>(rules);
            left.remove(index(rules, call.secondId()));
            return left;
        });
        return Reply.of(Map.of("message", "IAM rule deleted"));
    }

    private static int index(List<AccessRule> rules, String id) {
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).id().filter(id::equals).isPresent()) {
                return i;
            }
        }
        throw Refused.of(404, "rule_not_found", "IAM rule not found");
    }

    /** Made anew on what there is then, if somebody else was quicker. */
    private ManagedKey edited(ManagementCall call, ManagedKey before, UnaryOperator<List<AccessRule>> edit) {
        return lifecycle.update(call.actor(), before.id(), call.ifVersion(before.version()), key -> {
            KeyPermits permits = key.build().permits();
            AccessRules rules = AccessRules.of(edit.apply(permits.rules().rules()));
            return key.permits(permits.toBuilder().rules(rules).build());
        });
    }

    private static Reply told(String message, AccessRule rule, ManagedKey after) {
        return Reply.of(ApiKeyRoutes.said(message, "rule", ApiKeyView.of(rule)), after.version());
    }
}
