package dev.latchkey.examples.upstream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** {@code POST /v1/messages}, in the shape of Anthropic's Messages API. */
final class Messages {
    private final Conversation conversation;
    private final String id = "msg_" + UUID.randomUUID();

    private Messages(Conversation conversation) {
        this.conversation = conversation;
    }

    static Answer answer(Conversation conversation) {
        Messages messages = new Messages(conversation);
        return messages.conversation.stream() ? Answer.events(messages.events()) : Answer.json(200, messages.whole());
    }

    private ObjectNode whole() {
        ObjectNode answer = envelope(conversation.completionTokens());
        answer.withArray("content").addObject().put("type", "text").put("text", conversation.text());
        return answer.put("stop_reason", "end_turn");
    }

    private List<String> events() {
        List<String> events = new ArrayList<>();
        ObjectNode start = Json.object().put("type", "message_start");
        start.set("message", envelope(0));
        events.add(event(start));
        ObjectNode blockStart = indexed("content_block_start");
        blockStart.putObject("content_block").put("type", "text").put("text", "");
        events.add(event(blockStart));
        for (String word : conversation.words()) {
            ObjectNode delta = indexed("content_block_delta");
            delta.putObject("delta").put("type", "text_delta").put("text", word);
            events.add(event(delta));
        }
        events.add(event(indexed("content_block_stop")));
        events.add(event(messageDelta()));
        events.add(event(Json.object().put("type", "message_stop")));
        return events;
    }

    private ObjectNode messageDelta() {
        ObjectNode delta = Json.object().put("type", "message_delta");
        delta.putObject("delta").put("stop_reason", "end_turn").putNull("stop_sequence");
        delta.putObject("usage").put("output_tokens", conversation.completionTokens());
        return delta;
    }

    private ObjectNode envelope(int outputTokens) {
        ObjectNode answer = Json.object()
                .put("id", id)
                .put("type", "message")
                .put("role", "assistant")
                .put("model", conversation.model());
        answer.putArray("content");
        answer.putNull("stop_reason").putNull("stop_sequence");
        answer.putObject("usage")
                .put("input_tokens", conversation.promptTokens())
                .put("output_tokens", outputTokens);
        return answer;
    }

    private static ObjectNode indexed(String type) {
        return Json.object().put("type", type).put("index", 0);
    }

    private static String event(ObjectNode data) {
        return "event: " + data.path("type").asText() + "\ndata: " + data + "\n\n";
    }
}
