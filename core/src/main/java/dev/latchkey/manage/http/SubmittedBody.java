package dev.latchkey.manage.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The JSON object in a request's body, with the text of each member's value: what a number says is in its text. Whatever
 * Jackson says about it is never passed on, because it quotes what it read.
 */
final class SubmittedBody {
    private static final int MAX_DEPTH = 32;
    private static final int MAX_TEXT = 8192;
    static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_TEXT)
                    .maxNameLength(128)
                    .maxNumberLength(32)
                    .build())
            .build();

    private final Map<String, String> values;

    private SubmittedBody(Map<String, String> values) {
        this.values = values;
    }

    static SubmittedBody none() {
        return new SubmittedBody(Map.of());
    }

    /**
     * The object in these bytes.
     *
     * @throws Refused if it is none, or a member stands there twice
     */
    static SubmittedBody parse(byte[] body) {
        String text = utf8(body);
        try (JsonParser json = JSON.createParser(text)) {
            try {
                return new SubmittedBody(members(json, text));
            } catch (JsonProcessingException e) {
                throw Refused.because(fault(e, json));
            }
        } catch (IOException e) {
            throw malformed("expected a JSON object");
        }
    }

    private static String utf8(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed("expected JSON in UTF-8");
        }
    }

    private static Map<String, String> members(JsonParser json, String text) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw malformed("expected a JSON object");
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            values.put(name, value(json, text));
        }
        if (json.nextToken() != null) {
            throw malformed("expected nothing after the closing brace");
        }
        return values;
    }

    private static String value(JsonParser json, String text) throws IOException {
        int from = (int) json.currentTokenLocation().getCharOffset();
        json.skipChildren();
        json.finishToken();
        return text.substring(from, (int) json.currentLocation().getCharOffset());
    }

    private static Fault fault(JsonProcessingException e, JsonParser json) {
        if (e instanceof StreamConstraintsException) {
            return Fault.body(
                    Fault.Kind.MALFORMED,
                    "",
                    "more than " + MAX_DEPTH + " levels deep, or a text above " + MAX_TEXT
                            + " characters, a name above 128 or a number above 32");
        }
        if (String.valueOf(e.getOriginalMessage()).startsWith("Duplicate ")) {
            String name = String.valueOf(json.getParsingContext().getCurrentName());
            return Fault.body(Fault.Kind.REPEATED, isWord(name) ? name : "", "a member stands there twice; keep one");
        }
        return Fault.body(Fault.Kind.MALFORMED, "", "not JSON");
    }

    /** Whether a name may be repeated: people paste keys in odd places, and none looks like these. */
    private static boolean isWord(String name) {
        return name.matches("[a-z_]{1,64}|[a-z][a-z0-9_]{0,15}|[a-z]{2,16}([A-Z][a-z]{2,12}){1,3}");
    }

    private static Refused malformed(String message) {
        return Refused.because(Fault.body(Fault.Kind.MALFORMED, "", message));
    }

    /**
     * The members and the texts of their values.
     *
     * @throws Refused if one of them is not among these
     */
    SubmittedMembers only(Set<String> known) {
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                throw Refused.because(Fault.body(
                        Fault.Kind.UNKNOWN,
                        isWord(name) ? name : "",
                        (isWord(name) ? "a member" : "a member of another name")
                                + " that does not exist or cannot be set"));
            }
        }
        return new SubmittedMembers(values);
    }
}
