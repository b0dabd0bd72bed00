package dev.latchkey.examples.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.Header;
import dev.latchkey.quota.Money;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An answer of the upstream.
 *
 * @param status the HTTP status code
 * @param headers {@code Content-Type} among them; the framing is the server's to add
 * @param parts the body: a single part has a known length, several are sent one after the other as they are
 * @param cost what the call has cost; nothing on most routes
 */
public record Answer(int status, List<Header> headers, List<byte[]> parts, Money cost) {

    static Answer of(int status, String contentType, String body) {
        return new Answer(
                status,
                List.of(new Header("Content-Type", contentType)),
                List.of(body.getBytes(StandardCharsets.UTF_8)),
                Money.ZERO);
    }

    static Answer json(int status, JsonNode body) {
        return of(status, "application/json", body.toString());
    }

    /** Server-sent events, as the HTML standard writes them; each event is a part. */
    static Answer events(List<String> events) {
        return new Answer(
                200,
                List.of(new Header("Content-Type", "text/event-stream"), new Header("Cache-Control", "no-cache")),
                events.stream()
                        .map(event -> event.getBytes(StandardCharsets.UTF_8))
                        .toList(),
                Money.ZERO);
    }

    /** An error in a plain shape of the upstream's own, so that nobody takes it for one of the gateway's. */
    static Answer error(int status, String message) {
        return json(status, Json.object().put("upstream_error", message));
    }

    Answer with(Header header) {
        List<Header> more = new ArrayList<>(headers);
        more.add(header);
        return new Answer(status, List.copyOf(more), parts, cost);
    }

    Answer costing(Money amount) {
        return new Answer(status, headers, parts, amount);
    }

    /** Whether the body comes in several parts, each to be sent at once. */
    public boolean isStreamed() {
        return parts.size() > 1;
    }
}
