package dev.latchkey.manage.http;

import dev.latchkey.manage.Issued;
import dev.latchkey.manage.KeyFilter;
import dev.latchkey.manage.KeyLifecycle;
import dev.latchkey.manage.ManagedKey;
import dev.latchkey.manage.ManagementException;
import dev.latchkey.manage.Rotated;
import dev.latchkey.manage.Rotation;
import dev.latchkey.quota.TimeSource;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code /keys/api}: keys as the llm-gateway manages them. */
final class ApiKeyRoutes {
    private final KeyLifecycle lifecycle;
    private final NamedKeys keys;
    private final ApiKeyView view;
    private final TimeSource time;

    ApiKeyRoutes(KeyLifecycle lifecycle, NamedKeys keys, ApiKeyView view, TimeSource time) {
        this.lifecycle = lifecycle;
        this.keys = keys;
        this.view = view;
        this.time = time;
    }

    List<Operation> operations() {
        return List.of(
                Operation.of("POST", "/keys/api", this::create),
                Operation.of("GET", "/keys/api", this::list),
                Operation.of("PATCH", "/keys/api/{id}", call -> change(call, ApiKeyTerms.CHANGEABLE)),
                Operation.of("DELETE", "/keys/api/{id}", this::delete),
                Operation.of("PATCH", "/keys/api/limit/{id}", call -> change(call, ApiKeyTerms.LIMITS)),
                Operation.of("POST", "/keys/api/{id}/roll", this::roll));
    }

    /** The same operation, which says in this API's words that somebody else has just deleted the key. */
    static Operation inItsWords(Operation operation) {
        return new Operation(operation.method(), operation.template(), call -> {
            try {
                return operation.handler().apply(call);
            } catch (ManagementException e) {
                throw e.problem() == ManagementException.Problem.UNKNOWN_KEY ? unknown(call.id()) : e;
            }
        });
    }

    /** That there is no such key, whatever it is called. */
    static Refused unknown(String id) {
        return Refused.of(404, "key_not_found", "API key not found");
    }

    private Reply create(ManagementCall call) {
        SubmittedMembers members = call.body().only(ApiKeyTerms.CREATABLE);
        members.required(ApiKeyTerms.DESCRIPTION, ApiKeyTerms.LONGEST_DESCRIPTION);
        Issued issued = lifecycle.issue(call.actor(), terms(members)::applyTo);
        return Reply.of(
                Map.of("apiKey", view.of(issued.key(), issued.minted().revealOnce())),
                issued.key().version());
    }

    private ApiKeyTerms terms(SubmittedMembers members) {
        return new ApiKeyTerms(members, time);
    }

    private Reply list(ManagementCall call) {
        SubmittedQuery query = call.query();
        return Reply.of(
                Map.of("apiKeys", keys.list(KeyFilter.all(), query.skip(), query.longLimit(), view::of, view::of)));
    }

    private Reply change(ManagementCall call, Set<String> changeable) {
        ManagedKey before = keys.changeable(call);
        SubmittedMembers members = call.changes(changeable);
        ManagedKey after =
                lifecycle.update(call.actor(), before.id(), call.ifVersion(before.version()), terms(members)::applyTo);
        return Reply.of(said("API key updated", "apiKey", view.of(after)), after.version());
    }

    private Reply roll(ManagementCall call) {
        ManagedKey before = keys.changeable(call);
        call.bodyIfAny().only(Set.of());
        Rotation rotation = new Rotation(Duration.ZERO, call.requestId(), call.ifVersion(before.version()));
        Rotated rolled = lifecycle.rotate(call.actor(), before.id(), rotation);
        Map<String, Object> key = rolled.minted()
                .<Map<String, Object>>map(minted -> view.of(rolled.key(), minted.revealOnce()))
                .orElseGet(() -> view.of(rolled.key()));
        return Reply.of(
                said("API key secret regenerated", "apiKey", key), rolled.key().version());
    }

    private Reply delete(ManagementCall call) {
        ManagedKey before = keys.changeable(call);
        lifecycle.delete(call.actor(), before.id(), call.ifVersion(before.version()));
        return Reply.of(Map.of("message", "API key deleted"));
    }

    /** A sentence for people, and what it is about. */
    static Map<String, Object> said(String message, String name, Object value) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("message", message);
        answer.put(name, value);
        return answer;
    }
}
