package dev.latchkey.manage.http;

import dev.latchkey.manage.UsageRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is said of a call that was made. */
final class UsageView {
    private UsageView() {}

    static Map<String, @Nullable Object> of(UsageRecord call) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("id", call.id());
        answer.put("user_id", call.userId());
        answer.put("api_key_id", call.keyId());
        answer.put("timestamp", call.at().toString());
        answer.put("model", call.model());
        answer.put("provider", call.provider());
        answer.put("endpoint", call.endpoint());
        answer.put("address", call.address());
        answer.put("prompt_tokens", call.promptTokens());
        answer.put("completion_tokens", call.completionTokens());
        answer.put("cost", call.cost().toBigDecimal());
        answer.put("status", call.status());
        return answer;
    }
}
