package dev.latchkey.examples.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What a client asked of a model, in the members that the OpenAI and Anthropic shapes have in common, and what the
 * stand-in says to that.
 */
final class Conversation {
    private static final int CHARACTERS_PER_TOKEN = 4;
    private static final int DEFAULT_COMPLETION = 16;

    private final String model;
    private final boolean stream;
    private final int characters;
    private final int completionTokens;

    private Conversation(String model, boolean stream, int characters, int completionTokens) {
        this.model = model;
        this.stream = stream;
        this.characters = characters;
        this.completionTokens = completionTokens;
    }

    static Conversation of(JsonNode body) {
        int characters = 0;
        for (JsonNode message : body.path("messages")) {
            characters += characters(message.path("content"));
        }
        return new Conversation(
                body.path("model").asText("stand-in"),
                body.path("stream").asBoolean(),
                characters,
                body.path("max_tokens").asInt(DEFAULT_COMPLETION));
    }

    /** Whether {@code max_tokens} can be counted with, or is left out. */
    static boolean isCountable(JsonNode body) {
        JsonNode most = body.path("max_tokens");
        return most.isMissingNode()
                || most.isNull()
                || (most.isIntegralNumber() && most.canConvertToInt() && most.intValue() >= 0);
    }

    /** Content is text, or a list of parts of which some have text. */
    private static int characters(JsonNode content) {
        int sum = content.isTextual() ? content.textValue().length() : 0;
        for (JsonNode part : content) {
            sum += part.path("text").asText("").length();
        }
        return sum;
    }

    String model() {
        return model;
    }

    boolean stream() {
        return stream;
    }

    /** The words of the answer, which together are its text. */
    List<String> words() {
        String text = "The stand-in upstream read " + characters + " characters for " + model + ".";
        List<String> words = new ArrayList<>();
        int from = 0;
        for (int blank = text.indexOf(' '); blank >= 0; blank = text.indexOf(' ', blank + 1)) {
            words.add(text.substring(from, blank));
            from = blank;
        }
        words.add(text.substring(from));
        return words;
    }

    String text() {
        return String.join("", words());
    }

    int promptTokens() {
        return (characters + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN;
    }

    /** As many as were allowed: what the stand-in counts is not what it says, so that costs can be foretold. */
    int completionTokens() {
        return completionTokens;
    }
}
