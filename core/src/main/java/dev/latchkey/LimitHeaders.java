package dev.latchkey;

import dev.latchkey.quota.AccountKind;
import dev.latchkey.quota.LimitState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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

    /** For the host's answer to an admitted call. */
    List<Header> onSuccess(List<LimitState> limits, long now) {
        if (limits.isEmpty()) {
            return List.of();
        }
        LimitState tightest = tightest(limits);
        return switch (this) {
            case NONE -> List.of();
            case REMAINING -> List.of(new Header("X-RateLimit-Remaining", Long.toString(tightest.remaining())));
            case X_RATE_LIMIT -> plain(tightest);
            case STANDARD -> both(limits, tightest, now);
        };
    }

    /** For a refusal, beside {@code Retry-After}. */
    List<Header> onRefusal(List<LimitState> limits, LimitState binding, long now) {
        if (this != STANDARD) {
            return List.of();
        }
        List<Header> headers = new ArrayList<>(both(limits, binding, now));
        if (binding.windowSeconds() >= LONG_WINDOW || binding.retryAfter() > LONG_WAIT * NANOS) {
            headers.add(new Header("x-should-retry", "false"));
        }
        return headers;
    }

    private static List<Header> plain(LimitState state) {
        return List.of(
                new Header("X-RateLimit-Limit", Long.toString(state.limit())),
                new Header("X-RateLimit-Remaining", Long.toString(state.remaining())),
                new Header("X-RateLimit-Reset", Long.toString(ceilSeconds(state.resetAt()))));
    }

    private static List<Header> both(List<LimitState> limits, LimitState tightest, long now) {
        List<Header> headers = new ArrayList<>(MOST_HEADERS);
        headers.add(new Header("RateLimit-Policy", policy(limits)));
        headers.add(new Header("RateLimit", standing(limits, now)));
        headers.addAll(plain(tightest));
        return headers;
    }

    private static String policy(List<LimitState> limits) {
        StringBuilder text = new StringBuilder();
        for (LimitState state : limits) {
            named(text, state).append(";q=").append(state.limit()).append(";w=").append(state.windowSeconds());
        }
        return text.toString();
    }

    private static String standing(List<LimitState> limits, long now) {
        StringBuilder text = new StringBuilder();
        for (LimitState state : limits) {
            long wait = ceilSeconds(Math.max(0, state.resetAt() - now));
            named(text, state)
                    .append(";r=")
                    .append(state.remaining())
                    .append(";t=")
                    .append(wait);
        }
        return text.toString();
    }

    /**
     * Begins the next item of a list. Two items must not have one name, and an account has no two limits of one; no name
     * of a limit holds a colon, or a character that would need an escape.
     */
    private static StringBuilder named(StringBuilder text, LimitState state) {
        text.append(text.isEmpty() ? "\"" : ", \"");
        if (state.of() != AccountKind.KEY) {
            text.append(state.of().name().toLowerCase(Locale.ROOT)).append(':');
        }
        return text.append(state.name()).append('"');
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
