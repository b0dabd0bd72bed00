package dev.latchkey.jdbc;

import dev.latchkey.manage.UsageRecord;
import dev.latchkey.quota.Money;

/** A call that was made with a key, as one JSON document. */
final class CallDocument {
    private CallDocument() {}

    static String write(UsageRecord call) {
        return new Document()
                .put("id", call.id())
                .put("key_id", call.keyId())
                .put("user_id", call.userId())
                .put("at", call.at().toString())
                .put("endpoint", call.endpoint())
                .put("model", call.model())
                .put("provider", call.provider())
                .put("address", call.address())
                .put("prompt_tokens", call.promptTokens())
                .put("completion_tokens", call.completionTokens())
                .put("cost", call.cost().nanos())
                .put("status", call.status())
                .text();
    }

    static UsageRecord read(String text) {
        return Document.read(text, CallDocument::read);
    }

    private static UsageRecord read(Document json) {
        return new UsageRecord(
                json.text("id"),
                json.text("key_id"),
                json.findText("user_id"),
                json.instant("at"),
                json.text("endpoint"),
                json.findText("model"),
                json.findText("provider"),
                json.findText("address"),
                json.whole("prompt_tokens"),
                json.whole("completion_tokens"),
                Money.ofNanos(json.whole("cost")),
                json.text("status"));
    }
}
