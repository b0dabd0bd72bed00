package dev.latchkey.examples.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/chat/completions}, in the shape of OpenAI's Chat Completions API. */
final class ChatCompletions {
    private final Conversation conversation;
    private final boolean usageAtTheEnd;
    private final String id = "chatcmpl-" + UUID.randomUUID();
    private final long created = Instant.now().getEpochSecond();

    private ChatCompletions(Conversation conversation, JsonNode body) {
        this.conversation = conversation;
        this.usageAtTheEnd = body.path("stream_options").path("include_usage").asBoolean();
    }

    static Answer answer(Conversation conversation, JsonNode body) {
        ChatCompletions chat = new ChatCompletions(conversation, body);
        return chat.conversation.stream() ? Answer.events(chat.events()) : Answer.json(200, chat.whole());
    }

    private ObjectNode whole() {
        ObjectNode answer = envelope("chat.completion");
        ObjectNode choice = answer.putArray("choices").addObject().put("index", 0);
        choice.putObject("message")
                .put("role", "assistant")
                .put("content", conversation.text())
                .putNull("refusal");
        choice.putNull("logprobs").put("finish_reason", "stop");
        answer.set("usage", usage());
        return answer;
    }

    private List<String> events() {
        List<String> events = new ArrayList<>();
        events.add(event(chunk(Json.object().put("role", "assistant").put("content", ""), null)));
        for (String word : conversation.words()) {
            events.add(event(chunk(Json.object().put("content", word), null)));
        }
        events.add(event(chunk(Json.object(), "stop")));
        if (usageAtTheEnd) {
            ObjectNode last = envelope("chat.completion.chunk");
            last.putArray("choices");
            last.set("usage", usage());
            events.add(event(last));
        }
        events.add("data: [DONE]\n\n");
        return events;
    }

    private ObjectNode chunk(ObjectNode delta, @Nullable String finishReason) {
        ObjectNode chunk = envelope("chat.completion.chunk");
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.set("delta", delta);
        choice.put("finish_reason", finishReason);
        return chunk;
    }

    private ObjectNode envelope(String object) {
        return Json.object()
                .put("id", id)
                .put("object", object)
                .put("created", created)
                .put("model", conversation.model());
    }

    private ObjectNode usage() {
        return Json.object()
                .put("prompt_tokens", conversation.promptTokens())
                .put("completion_tokens", conversation.completionTokens())
                .put("total_tokens", (long) conversation.promptTokens() + conversation.completionTokens());
    }

    private static String event(ObjectNode data) {
        return "data: " + data + "\n\n";
    }
}
