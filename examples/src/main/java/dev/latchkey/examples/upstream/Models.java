package dev.latchkey.examples.upstream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.Granted;
import dev.latchkey.access.CatalogModel;
import dev.latchkey.access.ModelCatalog;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * {@code GET /v1/models} and {@code GET /v1/models/M}: the models of the catalogue that the caller's key may name, in a
 * shape that the OpenAI and the Anthropic clients can both read. A model that it may not name is one that does not exist.
 */
final class Models {
    private static final long CREATED = 1_735_689_600L;

    private final ModelCatalog catalog;
    private final BiPredicate<Granted, String> permits;

    Models(ModelCatalog catalog, BiPredicate<Granted, String> permits) {
        this.catalog = catalog;
        this.permits = permits;
    }

    Answer list(Head head) {
        List<String> ids = catalog.models().stream()
                .map(CatalogModel::id)
                .filter(id -> isPermitted(head, id))
                .toList();
        ObjectNode answer = Json.object().put("object", "list");
        ArrayNode data = answer.putArray("data");
        ids.forEach(id -> describe(id, data.addObject()));
        answer.put("has_more", false)
                .put("first_id", ids.isEmpty() ? null : ids.get(0))
                .put("last_id", ids.isEmpty() ? null : ids.get(ids.size() - 1));
        return Answer.json(200, answer);
    }

    /**
     * One model.
     *
     * @param segment the end of the path: {@code gpt-4o}, {@code openai/gpt-4o} or {@code openai:gpt-4o}, perhaps
     *     percent-encoded
     */
    Answer one(Head head, String segment) {
        String name = decoded(segment);
        return catalog.find(name).isPresent() && isPermitted(head, name)
                ? Answer.json(200, describe(name, Json.object()))
                : Answer.error(404, "no such model");
    }

    /** Where nobody was asked for a key, there is none that could be restricted. */
    private boolean isPermitted(Head head, String name) {
        return head.granted().isEmpty() || permits.test(head.granted().get(), name);
    }

    private static ObjectNode describe(String id, ObjectNode node) {
        return node.put("id", id)
                .put("object", "model")
                .put("created", CREATED)
                .put("owned_by", "stand-in")
                .put("type", "model")
                .put("display_name", id)
                .put("created_at", "2025-01-01T00:00:00Z");
    }

    /** A plus sign is itself in a path; what cannot be decoded names no model. */
    private static String decoded(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
