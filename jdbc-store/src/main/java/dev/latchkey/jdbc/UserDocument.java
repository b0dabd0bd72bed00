package dev.latchkey.jdbc;

import dev.latchkey.manage.ManagedUser;

/** A user as one JSON document. */
final class UserDocument {
    private UserDocument() {}

    static String write(ManagedUser user) {
        return new Document()
                .put("id", user.id())
                .put("alias", user.alias())
                .put("blocked", user.isBlocked())
                .put("deleted", user.isDeleted())
                .put("budget_id", user.budgetId())
                .put("metadata", user.metadata().isEmpty() ? null : user.metadata())
                .put("generation", user.generation())
                .put("created_at", user.createdAt().toString())
                .put("updated_at", user.updatedAt().toString())
                .put("version", user.version())
                .text();
    }

    static ManagedUser read(String text) {
        return Document.read(text, UserDocument::read);
    }

    private static ManagedUser read(Document json) {
        return new ManagedUser(
                json.text("id"),
                json.findText("alias"),
                json.flag("blocked"),
                json.flag("deleted"),
                json.findText("budget_id"),
                json.object("metadata"),
                json.whole("generation"),
                json.instant("created_at"),
                json.instant("updated_at"),
                json.whole("version"));
    }
}
