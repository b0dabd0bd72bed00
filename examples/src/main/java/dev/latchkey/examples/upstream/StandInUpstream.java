package dev.latchkey.examples.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.Granted;
import dev.latchkey.Header;
import dev.latchkey.TokenPrices;
import dev.latchkey.access.ModelCatalog;
import dev.latchkey.quota.Usage;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The routes of the stand-in upstream. Paths are compared as they were sent, below the base path; {@code HEAD} is
 * answered as {@code GET}, and the server leaves the body out. Thread-safe.
 */
public final class StandInUpstream {
    private static final String ECHO = "/v1/echo";
    private static final String MODELS = "/v1/models";
    private static final String ONE_MODEL = MODELS + "/{model}";

    private final String basePath;
    private final TokenPrices prices;
    private final Consumer<CallMade> calls;
    private final Traffic traffic = new Traffic();
    private final Map<String, Function<Head, Answer>> reads = new TreeMap<>();
    private final Map<String, Function<JsonNode, Answer>> writes = new TreeMap<>();

    /**
     * An upstream below this path.
     *
     * @param basePath empty, or begins with a slash and does not end with one
     * @param catalog the models that it lists, and their prices; at least one
     * @param usage where a key's limits and budgets stand
     * @param permits whether a key may name a model
     * @param calls is told of every call to a model, once it is answered
     */
    public StandInUpstream(
            String basePath,
            ModelCatalog catalog,
            Function<Granted, Usage> usage,
            BiPredicate<Granted, String> permits,
            Consumer<CallMade> calls) {
        this.basePath = basePath;
        this.calls = calls;
        this.prices = new TokenPrices(catalog);
        Models models = new Models(catalog, permits);
        reads.put("/health", head -> Answer.json(200, Json.object().put("status", "ok")));
        reads.put("/docs", head -> Documents.page(methodsByPath()));
        reads.put("/openapi.json", head -> Documents.openApi(methodsByPath()));
        reads.put(MODELS, models::list);
        reads.put(ONE_MODEL, head -> models.one(head, relative(head.path()).substring(MODELS.length() + 1)));
        reads.put("/v1/analytics", head -> traffic.analytics());
        reads.put("/v1/stats/providers", head -> traffic.providers());
        reads.put("/usage", new KeyUsage(traffic, usage)::answer);
        writes.put("/v1/chat/completions", body -> converse(body, ChatCompletions::answer));
        writes.put("/v1/messages", body -> converse(body, (conversation, unused) -> Messages.answer(conversation)));
    }

    /** Begins to answer a request; its body may follow. */
    public Exchange begin(Head head) {
        String path = route(relative(head.path()));
        if (path.equals(ECHO) || reads.containsKey(path) || writes.containsKey(path)) {
            traffic.count(path, head);
        }
        if (path.equals(ECHO)) {
            return new Echo(head);
        }
        Function<Head, Answer> read = reads.get(path);
        if (read != null) {
            boolean reading = head.method().equals("GET") || head.method().equals("HEAD");
            return new Ignoring(() -> reading ? read.apply(head) : methodNotAllowed("GET, HEAD"));
        }
        Function<JsonNode, Answer> write = writes.get(path);
        if (write != null) {
            return head.method().equals("POST")
                    ? new JsonExchange(body -> told(head, body, write.apply(body)))
                    : new Ignoring(() -> methodNotAllowed("POST"));
        }
        return new Ignoring(() -> Answer.error(404, "no such route"));
    }

    /** The path below the base path; empty for one that does not lie there. */
    private String relative(String path) {
        return path.startsWith(basePath) ? path.substring(basePath.length()) : "";
    }

    /** The path itself, but for the one route that has many. */
    private static String route(String path) {
        return path.startsWith(MODELS + "/") && path.length() > MODELS.length() + 1 ? ONE_MODEL : path;
    }

    private Answer converse(JsonNode body, BiFunction<Conversation, JsonNode, Answer> shape) {
        if (!Conversation.isCountable(body)) {
            return Answer.error(400, "max_tokens: expected a whole number from 0 to " + Integer.MAX_VALUE);
        }
        Conversation conversation = Conversation.of(body);
        return shape.apply(conversation, body)
                .costing(prices.cost(
                        conversation.model(), conversation.promptTokens(), conversation.completionTokens()));
    }

    private Answer told(Head head, JsonNode body, Answer answer) {
        calls.accept(CallMade.of(head, body, answer));
        return answer;
    }

    private static Answer methodNotAllowed(String allowed) {
        return Answer.error(405, "this route answers " + allowed).with(new Header("Allow", allowed));
    }

    /** The methods of every path; none stands for all. */
    private Map<String, List<String>> methodsByPath() {
        Map<String, List<String>> methods = new TreeMap<>();
        reads.keySet().forEach(path -> methods.put(basePath + path, List.of("GET")));
        writes.keySet().forEach(path -> methods.put(basePath + path, List.of("POST")));
        methods.put(basePath + ECHO, List.of());
        return methods;
    }

    /** A request whose body does not matter. */
    private record Ignoring(Supplier<Answer> answer) implements Exchange {
        @Override
        public void accept(ByteBuffer bytes) {
            bytes.position(bytes.limit());
        }

        @Override
        public Answer finish() {
            return answer.get();
        }
    }
}
