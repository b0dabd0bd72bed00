package dev.latchkey.examples.upstream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** {@code GET /v1/models}: one list that the OpenAI and the Anthropic clients can both read. */
final class Models {
    private static final List<String> IDS = List.of("gpt-4o", "gpt-4o-mini", "claude-sonnet-4", "llama-free");
    private static final long CREATED = 1_735_689_600L;

    private Models() {}

    static Answer list() {
        ObjectNode answer = Json.object().put("object", "list");
        ArrayNode data = answer.putArray("data");
        for (String id : IDS) {
            data.addObject()
                    .put("id", id)
                    .put("object", "model")
                    .put("created", CREATED)
                    .put("owned_by", "stand-in")
                    .put("type", "model")
                    .put("display_name", id)
                    .put("created_at", "2025-01-01T00:00:00Z");
        }
        answer.put("has_more", false).put("first_id", IDS.get(0)).put("last_id", IDS.get(IDS.size() - 1));
        return Answer.json(200, answer);
    }
}
