package dev.latchkey.manage;

import dev.latchkey.key.KeyRecord;
import dev.latchkey.manage.ManagementException.Problem;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a {@link KeyRepository} keeps as it is given; everything else is refused before it gets there. */
final class Storable {
    private static final int LONGEST_TEXT = 100_000;
    private static final int LONGEST_ID = 256;
    private static final int LONGEST_CLIENT_TEXT = 1024;
    private static final int REPLACEMENT = 0xFFFD;
    private static final int DEEPEST = 64;

    private Storable() {}

    /** The same record, its metadata in the types that repositories know. */
    static KeyRecord record(KeyRecord record) {
        text("label", record.label());
        text("key_name", record.name().orElse(""));
        text("project_mode", record.permits().projectMode().orElse(""));
        record.permits().providerKeys().forEach(provider -> text("provider_keys", provider));
        record.user().ifPresent(Storable::userId);
        Map<String, Object> metadata = metadata(record.metadata());
        return metadata.equals(record.metadata())
                ? record
                : record.toBuilder().metadata(metadata).build();
    }

    static void userId(String id) {
        if (id.isEmpty() || id.length() > LONGEST_ID) {
            throw refused("user_id", "1 to " + LONGEST_ID + " characters");
        }
        text("user_id", id);
    }

    static void text(String member, @Nullable String text) {
        if (text != null && (text.length() > LONGEST_TEXT || !isUnicode(text))) {
            throw refused(
                    member, "text of at most " + LONGEST_TEXT + " characters, without NUL and unpaired surrogates");
        }
    }

    /** Text of a client's, as it can be kept: cut, and what is no Unicode replaced. */
    static String clients(String text) {
        String cut = text.length() > LONGEST_CLIENT_TEXT ? text.substring(0, LONGEST_CLIENT_TEXT) : text;
        if (isUnicode(cut)) {
            return cut;
        }
        StringBuilder kept = new StringBuilder(cut.length());
        cut.codePoints().forEach(c -> kept.appendCodePoint(isKept(c) ? c : REPLACEMENT));
        return kept.toString();
    }

    private static boolean isKept(int codePoint) {
        return codePoint != 0 && (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE);
    }

    private static boolean isUnicode(String text) {
        return text.codePoints().allMatch(Storable::isKept);
    }

    /** A copy, all the way down. */
    static Map<String, Object> metadata(Map<String, Object> metadata) {
        return object(metadata, 1);
    }

    private static Map<String, Object> object(Map<?, ?> members, int depth) {
        Map<String, Object> copy = new LinkedHashMap<>();
        members.forEach((name, value) -> {
            if (!(name instanceof String key)) {
                throw refused("metadata", "names that are text");
            }
            text("metadata", key);
            put(copy, key, value(value, depth));
        });
        return Collections.unmodifiableMap(copy);
    }

    @SuppressWarnings("NullAway") // metadata holds JSON, null included, though its type does not say so
    private static void put(Map<String, Object> into, String name, @Nullable Object value) {
        into.put(name, value);
    }

    private static List<@Nullable Object> array(List<?> elements, int depth) {
        List<@Nullable Object> copy = new ArrayList<>(elements.size());
        elements.forEach(element -> copy.add(value(element, depth)));
        return Collections.unmodifiableList(copy);
    }

    private static @Nullable Object value(@Nullable Object value, int depth) {
        if (depth > DEEPEST) {
            throw refused("metadata", "at most " + DEEPEST + " levels");
        }
        if (value instanceof String text) {
            text("metadata", text);
            return text;
        }
        if (value instanceof Map<?, ?> members) {
            return object(members, depth + 1);
        }
        if (value instanceof List<?> elements) {
            return array(elements, depth + 1);
        }
        return value == null || value instanceof Boolean
                ? value
                : number(value)
                        .orElseThrow(() -> refused(
                                "metadata",
                                "JSON: text, finite numbers, integers of 64 bits, booleans, null, lists, maps"));
    }

    private static Optional<Object> number(Object value) {
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return Optional.of(((Number) value).longValue());
        }
        if (value instanceof BigInteger integer && integer.bitLength() < Long.SIZE) {
            return Optional.of(integer.longValue());
        }
        boolean isFraction = value instanceof Double || value instanceof Float || value instanceof BigDecimal;
        return isFraction && Double.isFinite(((Number) value).doubleValue())
                ? Optional.of(((Number) value).doubleValue())
                : Optional.empty();
    }

    private static ManagementException refused(String member, String expected) {
        return new ManagementException(Problem.INVALID, member + ": expected " + expected);
    }
}
