package dev.latchkey.examples.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.Principal;
import java.nio.ByteBuffer;
import java.util.Locale;

/** {@code /v1/echo}: tells what reached the upstream. The body is counted as it passes and never kept. */
final class Echo implements Exchange {
    private final Head head;
    private long bodyBytes;

    Echo(Head head) {
        this.head = head;
    }

    @Override
    public void accept(ByteBuffer bytes) {
        bodyBytes += bytes.remaining();
    }

    @Override
    public Answer finish() {
        ObjectNode echo = Json.object().put("method", head.method()).put("path", head.path());
        ObjectNode headers = echo.putObject("headers");
        head.headers().forEach(headers::put);
        echo.put("body_bytes", bodyBytes).set("principal", principal(head));
        return Answer.json(200, echo);
    }

    /** Who was let in, or JSON null; {@code scopes} is null for a key that may do everything. */
    static JsonNode principal(Head head) {
        return head.principal().<JsonNode>map(Echo::describe).orElse(NullNode.instance);
    }

    private static ObjectNode describe(Principal principal) {
        ObjectNode node = Json.object()
                .put("kind", principal.kind().name().toLowerCase(Locale.ROOT))
                .put("id", principal.id())
                .put("label", principal.label())
                .put("user", principal.user().orElse(null))
                .put("environment", principal.environment().orElse(null));
        if (principal.scopes().isUnrestricted()) {
            return node.putNull("scopes");
        }
        principal.scopes().names().forEach(node.putArray("scopes")::add);
        return node;
    }
}
