package dev.latchkey.manage.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the OpenAPI description says about an answer, held against the answer. */
final class Described {
    /** All that is described anywhere: what a gateway has not, it answers with refusals. */
    private static final JsonNode DOCUMENT = new Description(true).document();

    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final SchemaValidatorsConfig STRICT =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private Described() {}

    /** Fails unless the answer is one that is described for this method and path. */
    static void holds(String method, String path, Answer answer) {
        JsonNode operation = operation(method, path);
        if (operation == null) {
            assertThat(answer.status())
                    .as("%s %s is not described", method, path)
                    .isIn(401, 404, 405, 503);
            return;
        }
        JsonNode responses = operation.path("responses");
        JsonNode response = responses.path(Integer.toString(answer.status()));
        if (response.isMissingNode()) {
            assertThat(answer.status()).as("a refusal of %s %s", method, path).isGreaterThanOrEqualTo(400);
            response = DOCUMENT.at("/components/responses/Refused");
        }
        for (Map.Entry<String, JsonNode> header : response.path("headers").properties()) {
            assertThat(answer.headers(header.getKey()))
                    .as("%s of %s %s", header.getKey(), method, path)
                    .hasSizeBetween(header.getValue().path("required").asBoolean() ? 1 : 0, 1);
        }
        holds(response.path("content"), answer);
    }

    private static void holds(JsonNode content, Answer answer) {
        if (content.isMissingNode()) {
            assertThat(answer.text()).isEmpty();
            return;
        }
        JsonNode schema = content.path(answer.header("Content-Type")).path("schema");
        assertThat(schema.isMissingNode())
                .as("%s is described", answer.header("Content-Type"))
                .isFalse();
        assertThat(schema(schema).validate(answer.json()))
                .as("what is wrong with %s", answer.text())
                .isEmpty();
    }

    /** With the components beside it, to which it refers. */
    private static JsonSchema schema(JsonNode schema) {
        JsonNode whole = new ObjectMapper()
                .createObjectNode()
                .<com.fasterxml.jackson.databind.node.ObjectNode>set("components", DOCUMENT.path("components"))
                .set("allOf", new ObjectMapper().createArrayNode().add(schema));
        return FACTORY.getSchema(whole, STRICT);
    }

    private static @Nullable JsonNode operation(String method, String path) {
        for (Map.Entry<String, JsonNode> item : DOCUMENT.path("paths").properties()) {
            if (path.matches(item.getKey().replaceAll("\\{[a-zA-Z]+}", "[^/]+").replace(".", "\\."))) {
                return item.getValue().get(method.toLowerCase(java.util.Locale.ROOT));
            }
        }
        return null;
    }
}
