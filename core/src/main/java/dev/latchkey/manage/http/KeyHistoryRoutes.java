package dev.latchkey.manage.http;

import dev.latchkey.key.KeyId;
import dev.latchkey.manage.FieldChange;
import dev.latchkey.manage.KeyRepository;
import dev.latchkey.manage.ManagementEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was done to a key and with it; a deleted one included, because that is when it is looked at. */
final class KeyHistoryRoutes {
    private final KeyRepository repository;
    private final ReadOnlyKeys readOnly;

    KeyHistoryRoutes(KeyRepository repository, ReadOnlyKeys readOnly) {
        this.repository = repository;
        this.readOnly = readOnly;
    }

    List<Operation> operations() {
        return List.of(
                Operation.of("GET", "/v1/keys/{id}/events", this::events),
                Operation.of("GET", "/v1/keys/{id}/usage", this::usage));
    }

    private Reply events(ManagementCall call) {
        KeyId id = known(call);
        SubmittedQuery query = call.query();
        return Reply.of(repository.events(ManagementEvent.Subject.KEY, id.value(), query.skip(), query.limit()).stream()
                .map(KeyHistoryRoutes::event)
                .toList());
    }

    private Reply usage(ManagementCall call) {
        KeyId id = known(call);
        SubmittedQuery query = call.query();
        return Reply.of(repository.callsWith(id, query.skip(), query.limit()).stream()
                .map(UsageView::of)
                .toList());
    }

    private KeyId known(ManagementCall call) {
        boolean known = KeyId.isWellFormed(call.id())
                && (readOnly.find(call.id()).isPresent()
                        || repository.key(new KeyId(call.id())).isPresent());
        if (!known) {
            throw Refused.unknownKey(call.id());
        }
        return new KeyId(call.id());
    }

    private static Map<String, Object> event(ManagementEvent event) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("timestamp", event.at().toString());
        answer.put("actor", event.actor());
        answer.put("action", event.action().name().toLowerCase(Locale.ROOT));
        answer.put(
                "changes",
                event.changes().stream().map(KeyHistoryRoutes::change).toList());
        return answer;
    }

    private static Map<String, Object> change(FieldChange change) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("field", change.field());
        answer.put("before", change.before());
        answer.put("after", change.after());
        return answer;
    }
}
