package dev.latchkey.jdbc;

import dev.latchkey.manage.Budget;
import dev.latchkey.quota.BudgetReset;
import dev.latchkey.quota.Money;

/** A budget as one JSON document. */
final class BudgetDocument {
    private BudgetDocument() {}

    static String write(Budget budget) {
        return new Document()
                .put("id", budget.id())
                .put("name", budget.name())
                .put("cap", budget.cap(), Money::nanos)
                .put("reset", budget.reset().toString())
                .put("deleted", budget.isDeleted())
                .put("created_at", budget.createdAt().toString())
                .put("updated_at", budget.updatedAt().toString())
                .put("version", budget.version())
                .text();
    }

    static Budget read(String text) {
        return Document.read(text, BudgetDocument::read);
    }

    private static Budget read(Document json) {
        return new Budget(
                json.text("id"),
                json.findText("name"),
                json.findMoney("cap"),
                BudgetReset.parse(json.text("reset")),
                json.flag("deleted"),
                json.instant("created_at"),
                json.instant("updated_at"),
                json.whole("version"));
    }
}
