package dev.latchkey.jdbc;

import dev.latchkey.manage.FieldChange;
import dev.latchkey.manage.ManagementEvent;

/** What was done to a key, a user or a budget, as one JSON document. */
final class EventDocument {
    private EventDocument() {}

    static String write(ManagementEvent event) {
        return new Document()
                .put("at", event.at().toString())
                .put("actor", event.actor())
                .put("action", event.action().name())
                .put("subject", event.subject().name())
                .put("id", event.id())
                .putList("changes", event.changes(), EventDocument::change)
                .text();
    }

    private static Object change(FieldChange change) {
        return new Document()
                .put("field", change.field())
                .put("before", change.before())
                .put("after", change.after())
                .members();
    }

    static ManagementEvent read(String text) {
        return Document.read(text, EventDocument::read);
    }

    private static ManagementEvent read(Document json) {
        return new ManagementEvent(
                json.instant("at"),
                json.text("actor"),
                ManagementEvent.Action.valueOf(json.text("action")),
                ManagementEvent.Subject.valueOf(json.text("subject")),
                json.text("id"),
                json.parts("changes", EventDocument::readChange));
    }

    private static FieldChange readChange(Document json) {
        return new FieldChange(json.text("field"), json.text("before"), json.text("after"));
    }
}
