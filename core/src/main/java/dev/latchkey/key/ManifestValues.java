package dev.latchkey.key;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.latchkey.quota.Money;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON values of an expected type, and refuses others without repeating them. */
final class ManifestValues {
    private static final int MAX_DIGITS = 15;

    private ManifestValues() {}

    /** A value that is read from the current token on. */
    @FunctionalInterface
    interface Value<T> {
        T read() throws IOException;
    }

    /** A member of an object, its value being read from the current token on. */
    @FunctionalInterface
    interface Member<T> {
        void read(JsonParser json, T into) throws IOException;
    }

    /** The value; what it is refused for is told under the member's name. */
    static <T> T of(String member, Value<T> value) throws IOException {
        try {
            return value.read();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(member + ": " + e.getMessage(), e);
        }
    }

    static IllegalArgumentException unknown(String member) {
        return new IllegalArgumentException(
                (KeyLook.isNameable(member) ? "unknown member " + member : "a member of an unknown name")
                        + "; correct or remove it, since a restriction must not be ignored");
    }

    /** Text of 1 to {@code max} characters, none of them a control character. */
    static String text(JsonParser json, int max) throws IOException {
        require(json, JsonToken.VALUE_STRING, "text");
        String text = json.getText();
        if (!isText(text, max)) {
            throw new IllegalArgumentException(
                    "expected text of 1 to " + max + " characters, not blank and without control characters");
        }
        return text;
    }

    /** Whether {@link #text} reads this. */
    static boolean isText(String text, int max) {
        return !text.isBlank() && text.length() <= max && text.chars().noneMatch(Character::isISOControl);
    }

    /** Any text, as it was kept. */
    static String anyText(JsonParser json) throws IOException {
        require(json, JsonToken.VALUE_STRING, "text");
        return json.getText();
    }

    /** An array of texts. */
    static List<String> texts(JsonParser json, int max) throws IOException {
        require(json, JsonToken.START_ARRAY, "an array of texts");
        List<String> texts = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            texts.add(text(json, max));
        }
        return texts;
    }

    /** An array of any texts, as they were kept. */
    static List<String> anyTexts(JsonParser json) throws IOException {
        require(json, JsonToken.START_ARRAY, "an array of texts");
        List<String> texts = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            texts.add(anyText(json));
        }
        return texts;
    }

    /** An object of these members and no other, each of them optional. */
    static <T> void members(JsonParser json, Map<String, Member<T>> known, T into) throws IOException {
        require(json, JsonToken.START_OBJECT, "an object");
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            Member<T> member = known.get(name);
            if (member == null) {
                throw unknown(name);
            }
            of(name, () -> {
                member.read(json, into);
                return into;
            });
        }
    }

    /** An amount, as text or as a number; the number's text decides, because its value hides exponents and roundings. */
    static Money money(JsonParser json) throws IOException {
        if (!json.currentToken().isNumeric()) {
            require(json, JsonToken.VALUE_STRING, "an amount such as \"3.00\"");
        }
        return Money.parse(json.getText());
    }

    /** An amount that a program has written, in nano-dollars: any that there is. */
    static Money nanos(JsonParser json) throws IOException {
        boolean isLong = json.currentToken() == JsonToken.VALUE_NUMBER_INT
                && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER
                && json.getLongValue() >= 0;
        if (!isLong) {
            throw new IllegalArgumentException("expected nano-dollars, a whole number of 63 bits");
        }
        return Money.ofNanos(json.getLongValue());
    }

    /** A number of 0 to {@code max}, at most 10^15, written in digits only. */
    static long wholeNumber(JsonParser json, long max) throws IOException {
        String digits = json.currentToken() == JsonToken.VALUE_NUMBER_INT ? json.getText() : "";
        boolean plain = !digits.isEmpty() && digits.length() <= MAX_DIGITS && digits.charAt(0) != '-';
        if (!plain || Long.parseLong(digits) > max) {
            throw new IllegalArgumentException(
                    "expected a whole number from 0 to " + max + ", without quotes, fraction and exponent");
        }
        return Long.parseLong(digits);
    }

    /** An object of any JSON values. */
    static Map<String, Object> object(JsonParser json) throws IOException {
        require(json, JsonToken.START_OBJECT, "an object");
        Map<String, Object> members = new LinkedHashMap<>();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            put(members, name, any(json));
        }
        return Collections.unmodifiableMap(members);
    }

    @SuppressWarnings("NullAway") // what a host notes is JSON, null included, though its type does not say so
    private static void put(Map<String, Object> into, String name, @Nullable Object value) {
        into.put(name, value);
    }

    /** What a token is, in an operator's words. */
    static String kind(@Nullable JsonToken token) {
        if (token == null) {
            return "nothing";
        }
        return switch (token) {
            case VALUE_STRING -> "text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "true or false";
            case VALUE_NULL -> "null";
            case START_ARRAY -> "an array";
            case START_OBJECT -> "an object";
            default -> "something else";
        };
    }

    /** Refuses a token of another kind, saying what was expected. */
    static void require(JsonParser json, JsonToken expected, String words) throws IOException {
        if (json.currentToken() != expected) {
            throw new IllegalArgumentException("expected " + words + ", found " + kind(json.currentToken())
                    + (json.currentToken() == JsonToken.VALUE_NULL ? "; leave the member out" : ""));
        }
    }

    /** Text, a {@code Long}, a finite {@code Double}, a {@code Boolean}, a list or a map; null for JSON's null. */
    private static @Nullable Object any(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_STRING -> json.getText();
            case VALUE_NUMBER_INT -> integer(json);
            case VALUE_NUMBER_FLOAT -> decimal(json);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case START_ARRAY -> list(json);
            case START_OBJECT -> object(json);
            default -> null;
        };
    }

    private static Object integer(JsonParser json) throws IOException {
        if (json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            throw new IllegalArgumentException("expected integers of at most 64 bits; write larger ones as text");
        }
        return json.getLongValue();
    }

    private static Object decimal(JsonParser json) throws IOException {
        double value = json.getDoubleValue();
        if (Double.isInfinite(value)) {
            throw new IllegalArgumentException("expected numbers within a double's range; write others as text");
        }
        return value;
    }

    private static List<@Nullable Object> list(JsonParser json) throws IOException {
        List<@Nullable Object> values = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            values.add(any(json));
        }
        return Collections.unmodifiableList(values);
    }
}
