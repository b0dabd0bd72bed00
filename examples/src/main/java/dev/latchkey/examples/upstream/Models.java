package dev.latchkey.examples.upstream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.access.CatalogModel;
import dev.latchkey.access.ModelCatalog;
import java.util.List;

/** {@code GET /v1/models}: the catalogue as one list that the OpenAI and the Anthropic clients can both read. */
final class Models {
    private static final long CREATED = 1_735_689_600L;

    private Models() {}

    static Answer list(ModelCatalog catalog) {
        List<String> ids = catalog.models().stream().map(CatalogModel::id).toList();
        ObjectNode answer = Json.object().put("object", "list");
        ArrayNode data = answer.putArray("data");
        for (String id : ids) {
            data.addObject()
                    .put("id", id)
                    .put("object", "model")
                    .put("created", CREATED)
                    .put("owned_by", "stand-in")
                    .put("type", "model")
                    .put("display_name", id)
                    .put("created_at", "2025-01-01T00:00:00Z");
        }
        answer.put("has_more", false).put("first_id", ids.get(0)).put("last_id", ids.get(ids.size() - 1));
        return Answer.json(200, answer);
    }
}
