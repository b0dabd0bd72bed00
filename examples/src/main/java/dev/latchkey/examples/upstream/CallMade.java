package dev.latchkey.examples.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.quota.Money;
import java.util.Optional;

/**
 * A call to a model that was answered.
 *
 * @param head who made it, and on which route
 * @param model the model that it named
 * @param user the user that it named
 * @param promptTokens how many tokens went in
 * @param completionTokens how many came out; none where it failed
 * @param status the answer's HTTP status code
 * @param cost what it has cost
 */
public record CallMade(
        Head head,
        String model,
        Optional<String> user,
        int promptTokens,
        int completionTokens,
        int status,
        Money cost) {

    static CallMade of(Head head, JsonNode body, Answer answer) {
        boolean succeeded = answer.status() == 200;
        Conversation conversation = Conversation.of(body);
        return new CallMade(
                head,
                conversation.model(),
                Optional.ofNullable(body.path("user").textValue())
                        .or(() -> Optional.ofNullable(
                                body.path("metadata").path("user_id").textValue())),
                succeeded ? conversation.promptTokens() : 0,
                succeeded ? conversation.completionTokens() : 0,
                answer.status(),
                answer.cost());
    }
}
