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

    private final String model;
    private final boolean stream;
    private final int characters;

    private Conversation(String model, boolean stream, int characters) {
        this.model = model;
        this.stream = stream;
        this.characters = characters;
    }

    static Conversation of(JsonNode body) {
        int characters = 0;
        for (JsonNode message : body.path("messages")) {
            characters += characters(message.path("content"));
        }
        return new Conversation(
                body.path("model").asText("stand-in"), body.path("stream").asBoolean(), characters);
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
        return tokens(characters);
    }

    int completionTokens() {
        return tokens(text().length());
    }

    private static int tokens(int characters) {
        return (characters + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN;
    }
}
