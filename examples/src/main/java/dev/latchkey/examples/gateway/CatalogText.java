package dev.latchkey.examples.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.latchkey.access.CatalogModel;
import dev.latchkey.access.ModelCatalog;
import dev.latchkey.access.ProviderPrice;
import dev.latchkey.quota.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * A catalogue as JSON, read strictly: {@code {"models": [{"id", "free", "providers": [{"id", "input_price",
 * "output_price"}]}]}}. Prices are USD per million tokens, as text; {@code free} may be left out and is false then;
 * every other member has to be there, and no other may be.
 */
final class CatalogText {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private CatalogText() {}

    /**
     * The catalogue.
     *
     * @throws IllegalArgumentException if the text is anything else: says where, and what was expected
     */
    static ModelCatalog parse(String text) {
        JsonNode root = object(tree(text), "the file", Set.of("models"));
        return ModelCatalog.of(list(root, "models", "", CatalogText::model));
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            String line =
                    e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
            throw new IllegalArgumentException(line + "expected one JSON object without repeated members", e);
        }
    }

    private static CatalogModel model(JsonNode node, String where) {
        object(node, where, Set.of("id", "free", "providers"));
        JsonNode free = node.path("free");
        if (!free.isMissingNode() && !free.isBoolean()) {
            throw new IllegalArgumentException(where + ".free: expected true or false");
        }
        String id = text(node, "id", where);
        List<ProviderPrice> providers = list(node, "providers", where + ".", CatalogText::provider);
        return naming(where, () -> new CatalogModel(id, free.asBoolean(), providers));
    }

    private static ProviderPrice provider(JsonNode node, String where) {
        object(node, where, Set.of("id", "input_price", "output_price"));
        String id = text(node, "id", where);
        BigDecimal input = price(node, "input_price", where);
        BigDecimal output = price(node, "output_price", where);
        return naming(where, () -> new ProviderPrice(id, input, output));
    }

    private static BigDecimal price(JsonNode node, String member, String where) {
        String text = text(node, member, where);
        return naming(where + "." + member, () -> Money.parse(text).toBigDecimal());
    }

    private static String text(JsonNode node, String member, String where) {
        JsonNode value = node.path(member);
        if (!value.isTextual()) {
            throw new IllegalArgumentException(where + "." + member + ": expected text in quotes");
        }
        return value.textValue();
    }

    private static <T> List<T> list(
            JsonNode node, String member, String within, BiFunction<JsonNode, String, T> element) {
        JsonNode array = node.path(member);
        if (!array.isArray() || array.isEmpty()) {
            throw new IllegalArgumentException(within + member + ": expected a list with at least one entry");
        }
        List<T> elements = new ArrayList<>(array.size());
        for (JsonNode each : array) {
            elements.add(element.apply(each, within + member + "[" + elements.size() + "]"));
        }
        return elements;
    }

    private static JsonNode object(JsonNode node, String where, Set<String> members) {
        if (!node.isObject()) {
            throw new IllegalArgumentException(where + ": expected a JSON object");
        }
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            if (!members.contains(names.next())) {
                throw new IllegalArgumentException(where + ": a member is none of "
                        + String.join(", ", members.stream().sorted().toList()) + "; take it out");
            }
        }
        return node;
    }

    private static <T> T naming(String where, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
        }
    }
}
