package dev.latchkey.manage.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** {@code /v1/management/openapi.json}: what can be asked for, as OpenAPI 3.1 says it. */
final class Description {
    private static final String RESOURCE = "openapi.json";

    private final JsonNode document = read();

    List<Operation> operations() {
        return List.of(Operation.of("GET", "/v1/management/openapi.json", call -> Reply.of(document)));
    }

    private static JsonNode read() {
        try (InputStream resource = Description.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException(RESOURCE + " is missing: the library's jar is incomplete");
            }
            return new ObjectMapper().readTree(resource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
