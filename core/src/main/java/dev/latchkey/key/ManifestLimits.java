package dev.latchkey.key;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.latchkey.quota.RateAlgorithm;
import dev.latchkey.quota.RateLimit;
import dev.latchkey.quota.RatePlan;
import dev.latchkey.quota.RateWindow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The members {@code plan} and {@code limits} of a manifest's entry: how often the key may be used. */
final class ManifestLimits {
    private static final int MAX_LIMITS = 16;
    private static final int MAX_WORD = 64;
    /** As many digits as any limit takes; which of them are too many, the algorithm says. */
    private static final long MAX_REQUESTS = 1_000_000_000_000L;

    private static final Map<String, ManifestValues.Member<Draft>> MEMBERS = Map.of(
            "requests", (json, into) -> into.requests = ManifestValues.wholeNumber(json, MAX_REQUESTS),
            "refill", (json, into) -> into.refill = ManifestValues.wholeNumber(json, MAX_REQUESTS),
            "per", (json, into) -> into.per = RateWindow.parse(ManifestValues.text(json, MAX_WORD)),
            "algorithm", (json, into) -> into.algorithm = ManifestValues.text(json, MAX_WORD),
            "name", (json, into) -> into.name = ManifestValues.text(json, MAX_WORD));

    private static final class Draft {
        long requests = -1;
        long refill = -1;

        @Nullable RateWindow per;

        @Nullable String algorithm;

        @Nullable String name;

        RateLimit limit() {
            if (requests < 0 || per == null) {
                throw new IllegalArgumentException(
                        "expected the members requests and per, such as {\"requests\": 20, \"per\": \"minute\"}");
            }
            RateLimit limit = limit(requests, per);
            return name == null ? limit : limit.named(name);
        }

        private RateLimit limit(long requests, RateWindow per) {
            RateAlgorithm known = algorithm == null ? null : RateAlgorithm.parse(algorithm);
            if (refill >= 0) {
                if (known != RateAlgorithm.BUCKET) {
                    throw new IllegalArgumentException("refill: goes with the algorithm bucket only; remove it");
                }
                return RateLimit.bucket(requests, refill, per);
            }
            return known == null ? RateLimit.of(requests, per) : RateLimit.of(requests, per, known);
        }
    }

    private ManifestLimits() {}

    /** The limits of the plan that ships under this name. */
    static List<RateLimit> plan(JsonParser json) throws IOException {
        return RatePlan.shipped(ManifestValues.text(json, MAX_WORD))
                .orElseThrow(() -> new IllegalArgumentException("expected free, pro or team; give others as limits"))
                .limits();
    }

    /** One limit or more, each under another name. */
    static List<RateLimit> read(JsonParser json) throws IOException {
        ManifestValues.require(json, JsonToken.START_ARRAY, "an array of limits");
        List<RateLimit> limits = new ArrayList<>();
        Set<String> names = new HashSet<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            RateLimit limit = ManifestValues.of("number " + (limits.size() + 1), () -> limit(json));
            if (!names.add(limit.name())) {
                throw new IllegalArgumentException(
                        "two of them are called " + limit.name() + "; keep one, or give one another name");
            }
            limits.add(limit);
            if (limits.size() > MAX_LIMITS) {
                throw new IllegalArgumentException("expected at most " + MAX_LIMITS + " limits");
            }
        }
        if (limits.isEmpty()) {
            throw new IllegalArgumentException("expected at least one limit; leave the member out for none");
        }
        return List.copyOf(limits);
    }

    private static RateLimit limit(JsonParser json) throws IOException {
        Draft draft = new Draft();
        ManifestValues.members(json, MEMBERS, draft);
        return draft.limit();
    }
}
