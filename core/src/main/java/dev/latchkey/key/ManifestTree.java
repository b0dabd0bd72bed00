package dev.latchkey.key;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A manifest's JSON as maps, lists and plain values, so that what a change does not touch is written as it was read:
 * members in their order, nulls, and numbers digit by digit.
 */
final class ManifestTree {
    private static final JsonFactory JSON = new JsonFactory();
    private static final DefaultIndenter TWO_BLANKS = new DefaultIndenter("  ", "\n");

    /** A number as it is written; its value would hide exponents and closing zeros. */
    private record WrittenNumber(String text) {}

    private ManifestTree() {}

    /** The members of a manifest that {@link ManifestReader} has read before, so that it is known to be one. */
    static Map<String, @Nullable Object> read(byte[] json) throws IOException {
        try (JsonParser parser = ManifestReader.parser(json)) {
            parser.nextToken();
            return object(parser);
        }
    }

    private static Map<String, @Nullable Object> object(JsonParser json) throws IOException {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            members.put(name, value(json));
        }
        return members;
    }

    private static @Nullable Object value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> array(json);
            case VALUE_STRING -> json.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new WrittenNumber(json.getText());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private static List<@Nullable Object> array(JsonParser json) throws IOException {
        List<@Nullable Object> values = new ArrayList<>();
        while (!json.nextToken().isStructEnd()) {
            values.add(value(json));
        }
        return values;
    }

    /** JSON in UTF-8, indented by two blanks, with a final newline. */
    static byte[] write(Map<String, ?> root) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.setPrettyPrinter(prettyPrinter());
            write(root, json);
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    private static void write(@Nullable Object value, JsonGenerator json) throws IOException {
        if (value instanceof Map<?, ?> object) {
            json.writeStartObject();
            for (Map.Entry<?, ?> member : object.entrySet()) {
                json.writeFieldName(String.valueOf(member.getKey()));
                write(member.getValue(), json);
            }
            json.writeEndObject();
        } else if (value instanceof List<?> array) {
            json.writeStartArray();
            for (Object element : array) {
                write(element, json);
            }
            json.writeEndArray();
        } else {
            writePlain(value, json);
        }
    }

    private static void writePlain(@Nullable Object value, JsonGenerator json) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof WrittenNumber number) {
            json.writeNumber(number.text());
        } else if (value instanceof BigDecimal amount) {
            json.writeNumber(amount.toPlainString());
        } else if (value instanceof Number number) {
            json.writeNumber(number.toString());
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else {
            json.writeString(value.toString());
        }
    }

    /** As {@code JSON.stringify(value, null, 2)} of ECMA-262 lays it out. */
    private static DefaultPrettyPrinter prettyPrinter() {
        Separators separators = Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator("");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(separators);
        printer.indentObjectsWith(TWO_BLANKS);
        printer.indentArraysWith(TWO_BLANKS);
        return printer;
    }

    /** A whole number; none for any other value. */
    static OptionalLong whole(@Nullable Object value) {
        if (value instanceof WrittenNumber number) {
            return OptionalLong.of(Long.parseLong(number.text()));
        }
        return value instanceof Long number ? OptionalLong.of(number) : OptionalLong.empty();
    }

    /** The text of a member that is text; empty for any other. */
    static String text(Map<String, @Nullable Object> object, String member) {
        return object.get(member) instanceof String text ? text : "";
    }
}
