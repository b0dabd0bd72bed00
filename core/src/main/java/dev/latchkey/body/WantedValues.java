package dev.latchkey.body;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Takes the values of wanted members, of the right type and within bounds; {@code null} is absent. Not thread-safe. */
final class WantedValues {
    /** The largest integer that every JSON reader keeps exact (RFC 8259, section 6). */
    private static final long MOST_TOKENS = 1L << 53;

    private final FoundMembers found;
    private int room = LongStrings.KEPT;

    WantedValues(FoundMembers found) {
        this.found = found;
    }

    void text(long characters) {
        found.textLength += characters;
    }

    void take(TopMember member, JsonToken token, JsonParser json, int cut) throws IOException, MalformedBodyException {
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        switch (member) {
            case MODEL -> found.model = string(token, json, cut);
            case USER -> found.user = string(token, json, cut);
            case PROJECT_ID -> found.projectId = string(token, json, cut);
            case STREAM -> found.stream = bool(token);
            case METADATA -> require(token == JsonToken.START_OBJECT);
            default -> found.maxTokens(tokens(token, json));
        }
    }

    void takeUserId(JsonToken token, JsonParser json, int cut) throws IOException, MalformedBodyException {
        found.metadataUserId = token == JsonToken.VALUE_NULL ? null : string(token, json, cut);
    }

    private @Nullable String string(JsonToken token, JsonParser json, int cut)
            throws IOException, MalformedBodyException {
        require(token == JsonToken.VALUE_STRING && cut == 0 && json.getTextLength() <= room);
        room -= json.getTextLength();
        String value = json.getText();
        require(isWhole(value));
        return value;
    }

    private static boolean bool(JsonToken token) throws MalformedBodyException {
        require(token.isBoolean());
        return token == JsonToken.VALUE_TRUE;
    }

    private static long tokens(JsonToken token, JsonParser json) throws IOException, MalformedBodyException {
        require(token == JsonToken.VALUE_NUMBER_INT);
        long value = json.getLongValue();
        require(value >= 0 && value <= MOST_TOKENS);
        return value;
    }

    /** Whether every surrogate has its twin: readers differ in what they make of one alone. */
    private static boolean isWhole(String value) {
        return value.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private static void require(boolean condition) throws MalformedBodyException {
        if (!condition) {
            throw new MalformedBodyException();
        }
    }
}
