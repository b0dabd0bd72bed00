package dev.latchkey.examples.upstream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.Granted;
import dev.latchkey.quota.BudgetState;
import dev.latchkey.quota.LimitState;
import dev.latchkey.quota.Money;
import dev.latchkey.quota.Usage;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * {@code GET /usage}: the caller's key, how often it came by, and where its limits and its money stand. Amounts are
 * dollars as decimal text, instants ISO 8601 in UTC, rounded up to whole seconds.
 */
final class KeyUsage {
    private static final long NANOS = 1_000_000_000L;
    private static final Usage UNLIMITED = new Usage(List.of(), List.of());

    private final Traffic traffic;
    private final Function<Granted, Usage> usage;

    KeyUsage(Traffic traffic, Function<Granted, Usage> usage) {
        this.traffic = traffic;
        this.usage = usage;
    }

    Answer answer(Head head) {
        Usage stands = head.granted().map(usage).orElse(UNLIMITED);
        ObjectNode answer = Json.object();
        answer.set("principal", Echo.principal(head));
        answer.put("requests", traffic.requests(head));
        ArrayNode limits = answer.putArray("limits");
        stands.limits().forEach(limit -> describe(limit, limits.addObject()));
        ArrayNode budgets = answer.putArray("budgets");
        stands.budgets().forEach(budget -> describe(budget, budgets.addObject()));
        return Answer.json(200, answer);
    }

    private static void describe(LimitState limit, ObjectNode node) {
        node.put("name", limit.name())
                .put("limit", limit.limit())
                .put("remaining", limit.remaining())
                .put("window_seconds", limit.windowSeconds())
                .put("resets_at", instant(limit.resetAt()));
    }

    /** A budget without a cap is null there; so is the reset of one that has none, or has not begun. */
    private static void describe(BudgetState budget, ObjectNode node) {
        OptionalLong resetAt = budget.resetAt();
        node.put("name", budget.name())
                .put("cap", budget.cap() == null ? null : budget.cap().toString())
                .put("spent", budget.spent().toString())
                .put("held", budget.held().toString())
                .put("remaining", budget.remaining().map(Money::toString).orElse(null))
                .put("resets_at", resetAt.isPresent() ? instant(resetAt.getAsLong()) : null);
    }

    private static String instant(long epochNanos) {
        return Instant.ofEpochSecond(Math.floorDiv(epochNanos + NANOS - 1, NANOS))
                .toString();
    }
}
