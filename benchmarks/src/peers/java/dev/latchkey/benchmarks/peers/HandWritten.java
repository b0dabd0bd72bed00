package dev.latchkey.benchmarks.peers;

import dev.latchkey.benchmarks.MadeUpKeys;
import dev.latchkey.benchmarks.Shuffled;
import io.github.bucket4j.Bucket;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Map;

/**
 * What a careful engineer writes in an afternoon: the scheme in any case, a bound on the length, every character looked
 * at, digests only, and Bucket4j's two bandwidths for each caller.
 */
final class HandWritten implements Door {
    private static final String SCHEME = "Bearer ";
    private static final int MAX_LENGTH = 512;

    private final Map<String, Account> byHash = new HashMap<>(2 * CallerList.SIZE);

    private record Account(String name, Bucket bucket) {}

    HandWritten() {
        for (int key : Shuffled.below(CallerList.SIZE)) {
            String hash = CallerList.hash(MadeUpKeys.text(key));
            byHash.put(hash, new Account("label-" + key, Buckets.ofMinuteAndDay()));
        }
    }

    @Override
    public boolean lets(HttpServletRequest request, HttpServletResponse response) {
        String value = request.getHeader("Authorization");
        if (value == null || !value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return refuse(response, 401);
        }
        String key = value.substring(SCHEME.length());
        Account account = isWellFormed(key) ? byHash.get(CallerList.hash(key)) : null;
        if (account == null) {
            return refuse(response, 401);
        }
        if (!account.bucket().tryConsume(1)) {
            return refuse(response, 429);
        }
        request.setAttribute("caller", account.name());
        return true;
    }

    private static boolean refuse(HttpServletResponse response, int status) {
        response.setStatus(status);
        return false;
    }

    private static boolean isWellFormed(String key) {
        if (key.isEmpty() || key.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (c <= ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }
}
