package dev.latchkey.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.latchkey.manage.RepositoryException;
import dev.latchkey.quota.Money;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object as the store keeps it, in ASCII, so that it does not matter in which encoding the database keeps text. It
 * is read strictly: a member that is missing, of another type, or left over is an error, for a restriction that a later version wrote must not be ignored.
 */
final class Document {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .build();

    private final Map<String, @Nullable Object> members = new LinkedHashMap<>();

    /**
     * Reads all of a text.
     *
     * @throws RepositoryException if it is not what this version writes
     */
    static <T> T read(String json, Function<Document, T> reader) {
        try {
            return part(JSON.readValue(json, Object.class), reader);
        } catch (JsonProcessingException ignored) {
            // Its message quotes the text.
            throw unreadable(new IllegalArgumentException("not JSON"));
        } catch (IllegalArgumentException | ClassCastException e) {
            throw unreadable(e);
        }
    }

    private static RepositoryException unreadable(RuntimeException why) {
        return new RepositoryException("A stored document is none that this version writes", why);
    }

    /** Reads all of a part of another one. */
    static <T> T part(Object value, Function<Document, T> reader) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("expected an object");
        }
        Document part = new Document();
        map.forEach((name, member) -> part.members.put(String.valueOf(name), member));
        T read = reader.apply(part);
        if (!part.members.isEmpty()) {
            throw new IllegalArgumentException("a member that this version does not know");
        }
        return read;
    }

    /** Adds a member, unless there is nothing to say. */
    Document put(String name, @Nullable Object value) {
        if (value != null) {
            members.put(name, value);
        }
        return this;
    }

    /** Adds what a value is written as, unless there is nothing to say. */
    <T> Document put(String name, @Nullable T value, Function<? super T, Object> written) {
        return put(name, value == null ? null : written.apply(value));
    }

    /** Adds a list, unless it is empty. */
    <T> Document putList(String name, List<T> values, Function<? super T, Object> written) {
        return put(name, values.isEmpty() ? null : values.stream().map(written).toList());
    }

    /** The members, as a part of another one. */
    Map<String, @Nullable Object> members() {
        return members;
    }

    /**
     * The text.
     *
     * @throws IllegalArgumentException if a host's value is none that JSON has
     */
    String text() {
        try {
            return JSON.writeValueAsString(members);
        } catch (JsonProcessingException ignored) {
            // Its message quotes values.
            throw new IllegalArgumentException("metadata: expected values that JSON has");
        }
    }

    /** Takes a member that may be missing. */
    <T> @Nullable T find(String name, Class<T> type) {
        Object value = members.remove(name);
        if (value == null) {
            return null;
        }
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException(name + ": of another type");
        }
        return type.cast(value);
    }

    /** Takes a member that must be there. */
    <T> T get(String name, Class<T> type) {
        T value = find(name, type);
        if (value == null) {
            throw new IllegalArgumentException(name + ": missing");
        }
        return value;
    }

    String text(String name) {
        return get(name, String.class);
    }

    @Nullable String findText(String name) {
        return find(name, String.class);
    }

    long whole(String name) {
        return get(name, Long.class);
    }

    boolean flag(String name) {
        return get(name, Boolean.class);
    }

    Instant instant(String name) {
        return instantOf(name, text(name));
    }

    @Nullable Instant findInstant(String name) {
        String text = findText(name);
        return text == null ? null : instantOf(name, text);
    }

    private static Instant instantOf(String name, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(name + ": expected an instant", e);
        }
    }

    @Nullable Money findMoney(String name) {
        Long nanos = find(name, Long.class);
        return nanos == null ? null : Money.ofNanos(nanos);
    }

    /** A list, each of whose values is read so; empty where the member is missing. */
    <T> List<T> list(String name, Function<Object, T> read) {
        List<?> values = find(name, List.class);
        return values == null ? List.of() : values.stream().<T>map(read).toList();
    }

    /** A list of parts; empty where the member is missing. */
    <T> List<T> parts(String name, Function<Document, T> read) {
        return list(name, value -> part(value, read));
    }

    /** A host's own members; none where the member is missing. */
    Map<String, Object> object(String name) {
        Map<String, Object> copy = new LinkedHashMap<>();
        Map<?, ?> map = find(name, Map.class);
        if (map != null) {
            map.forEach((key, value) -> copy.put(String.valueOf(key), value));
        }
        return copy;
    }
}
