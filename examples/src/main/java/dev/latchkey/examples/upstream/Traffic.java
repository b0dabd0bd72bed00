package dev.latchkey.examples.upstream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.Principal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * How often each route and each key came by since the start, for the routes that report on it. Both maps are bounded by
 * what is configured: the routes, and the keys that were let in. Thread-safe.
 */
final class Traffic {
    private final Map<String, LongAdder> byRoute = new ConcurrentSkipListMap<>();
    private final Map<String, LongAdder> byKey = new ConcurrentHashMap<>();

    void count(String route, Head head) {
        byRoute.computeIfAbsent(route, unused -> new LongAdder()).increment();
        head.principal()
                .map(Principal::id)
                .ifPresent(id ->
                        byKey.computeIfAbsent(id, unused -> new LongAdder()).increment());
    }

    /** {@code GET /v1/analytics}: requests by route. */
    Answer analytics() {
        ObjectNode answer = Json.object();
        ObjectNode requests = answer.putObject("requests");
        byRoute.forEach((route, count) -> requests.put(route, count.sum()));
        return Answer.json(200, answer);
    }

    /** {@code GET /v1/stats/providers}: there is one provider, and it made every answer. */
    Answer providers() {
        ObjectNode answer = Json.object();
        answer.putArray("providers")
                .addObject()
                .put("id", "stand-in")
                .put(
                        "requests",
                        byRoute.values().stream().mapToLong(LongAdder::sum).sum());
        return Answer.json(200, answer);
    }

    /** How often the caller's key came by, this time included. */
    long requests(Head head) {
        return head.principal()
                .map(principal -> byKey.get(principal.id()))
                .map(LongAdder::sum)
                .orElse(0L);
    }
}
