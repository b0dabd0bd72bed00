package dev.latchkey.manage.http;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.latchkey.Header;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** An answer of the API, as a client takes it in. */
record Answer(ManagementAnswer raw) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    int status() {
        return raw.status();
    }

    String text() {
        return new String(raw.body(), StandardCharsets.UTF_8);
    }

    JsonNode json() {
        try {
            return JSON.readTree(raw.body());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    String text(String pointer) {
        return json().at(pointer).asText();
    }

    List<String> headers(String name) {
        return raw.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .toList();
    }

    String header(String name) {
        return String.join(", ", headers(name));
    }
}
