package dev.latchkey.manage.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** {@code /v1/management/openapi.json}: what can be asked for, as OpenAPI 3.1 says it. */
final class Description {
    private static final String EVERYWHERE = "openapi.json";
    private static final String API_KEYS = "openapi-keys-api.json";

    private final ObjectNode document = read(EVERYWHERE);

    /** @param apiKeys whether {@code /keys/api} is a part of it */
    Description(boolean apiKeys) {
        if (apiKeys) {
            ObjectNode more = read(API_KEYS);
            document.withObject("/paths").setAll(more.withObject("/paths"));
            document.withObject("/components/schemas").setAll(more.withObject("/components/schemas"));
        }
    }

    JsonNode document() {
        return document;
    }

    List<Operation> operations() {
        return List.of(Operation.of("GET", "/v1/management/openapi.json", call -> Reply.of(document)));
    }

    private static ObjectNode read(String name) {
        try (InputStream resource = Description.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException(name + " is missing: the library's jar is incomplete");
            }
            return (ObjectNode) new ObjectMapper().readTree(resource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
