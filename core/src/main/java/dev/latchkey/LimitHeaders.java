package dev.latchkey;

import dev.latchkey.quota.AccountKind;
import dev.latchkey.quota.LimitState;
import java.util.ArrayList;
import java.util.List;

/** How a profile tells its clients where their rate limits stand. */
public enum LimitHeaders {
    /** Not at all, save {@code Retry-After} on a refusal, which is everybody's. */
    NONE,
    /** {@code X-RateLimit-Remaining} on success. */
    REMAINING,
    /** {@code X-RateLimit-Limit}, {@code -Remaining} and {@code -Reset} (Unix seconds) on success. */
    X_RATE_LIMIT,
    /**
     * {@code RateLimit} and {@code RateLimit-Policy} of draft-ietf-httpapi-ratelimit-headers-10, and
     * {@code X-RateLimit-*}, on success and on refusal; and {@code x-should-retry: false} where waiting takes long, which
     * stops the AI client SDKs from sleeping through it. A key's limits go by their names, those of its user and its address
     * as {@code user:per-minute} and {@code address:per-minute}.
     */
    STANDARD;

    private static final long NANOS = 1_000_000_000L;
    private static final long LONG_WINDOW = 86_400;
    private static final long LONG_WAIT = 60;
    private static final int MOST_HEADERS = 6;
    private static final int USUAL_LENGTH = 48;

    /** For the host's answer to an admitted call. */
    List<Header> onSuccess(List<LimitState> limits, long now) {
        if (this == NONE || limits.isEmpty()) {
            return List.of();
        }
        LimitState tightest = tightest(limits);
        if (this == REMAINING) {
            return List.of(remaining(tightest));
        }
        List<Header> headers = new ArrayList<>(MOST_HEADERS);
        if (this == STANDARD) {
            addFields(headers, limits, now);
        }
        addPlain(headers, tightest);
        return headers;
    }

    /** For a refusal, beside {@code Retry-After}. */
    List<Header> onRefusal(List<LimitState> limits, LimitState binding, long now) {
        if (this != STANDARD) {
            return List.of();
        }
        List<Header> headers = new ArrayList<>(MOST_HEADERS);
        addFields(headers, limits, now);
        addPlain(headers, binding);
        if (binding.windowSeconds() >= LONG_WINDOW || binding.retryAfter() > LONG_WAIT * NANOS) {
            headers.add(new Header("x-should-retry", "false"));
        }
        return headers;
    }

    private static void addPlain(List<Header> headers, LimitState state) {
        headers.add(new Header("X-RateLimit-Limit", Long.toString(state.limit())));
        headers.add(remaining(state));
        headers.add(new Header("X-RateLimit-Reset", Long.toString(ceilSeconds(state.resetAt()))));
    }

    private static Header remaining(LimitState state) {
        return new Header("X-RateLimit-Remaining", Long.toString(state.remaining()));
    }

    private static void addFields(List<Header> headers, List<LimitState> limits, long now) {
        StringBuilder text = new StringBuilder(USUAL_LENGTH * limits.size());
        addPolicy(text, limits);
        headers.add(new Header("RateLimit-Policy", text.toString()));
        text.setLength(0);
        addStanding(text, limits, now);
        headers.add(new Header("RateLimit", text.toString()));
    }

    private static void addPolicy(StringBuilder text, List<LimitState> limits) {
        for (LimitState state : limits) {
            beginItem(text, state);
            text.append(";q=").append(state.limit()).append(";w=").append(state.windowSeconds());
        }
    }

    private static void addStanding(StringBuilder text, List<LimitState> limits, long now) {
        for (LimitState state : limits) {
            beginItem(text, state);
            long wait = ceilSeconds(Math.max(0, state.resetAt() - now));
            text.append(";r=").append(state.remaining()).append(";t=").append(wait);
        }
    }

    /**
     * Begins the next item of a list. Two items must not have one name, and an account has no two limits of one; no name
     * of a limit holds a colon, or a character that would need an escape.
     */
    private static void beginItem(StringBuilder text, LimitState state) {
        text.append(text.isEmpty() ? "\"" : ", \"");
        text.append(ownedBy(state.of())).append(state.name()).append('"');
    }

    private static String ownedBy(AccountKind kind) {
        return switch (kind) {
            case KEY -> "";
            case USER -> "user:";
            case ADDRESS -> "address:";
            case BUDGET -> "budget:";
        };
    }

    /** The limit with the smallest share left: the next to refuse. */
    private static LimitState tightest(List<LimitState> limits) {
        LimitState tightest = limits.get(0);
        for (LimitState state : limits) {
            if (share(state) < share(tightest)) {
                tightest = state;
            }
        }
        return tightest;
    }

    private static double share(LimitState state) {
        return state.limit() == 0 ? 0 : (double) state.remaining() / state.limit();
    }

    private static long ceilSeconds(long nanos) {
        return Math.floorDiv(nanos + NANOS - 1, NANOS);
    }
}
