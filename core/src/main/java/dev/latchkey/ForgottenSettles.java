package dev.latchkey;

import dev.latchkey.key.LogText;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the developer of a host that it never said what a call has cost: once for each path, and for the first 256 of
 * them, because clients may make paths up. Thread-safe.
 */
final class ForgottenSettles {
    static final int MOST_PATHS = 256;

    private static final Logger log = LoggerFactory.getLogger(Authenticator.class);

    private final Set<String> told = ConcurrentHashMap.newKeySet();

    void report(String path) {
        String shown = LogText.of(path);
        if (!told.contains(shown) && told.size() < MOST_PATHS && told.add(shown)) {
            log.warn(
                    "{}: the host neither settled nor released the money held for a call before the exchange ended, so the"
                            + " estimate was booked. Settle the call's reservation with what it has cost before the answer"
                            + " ends. Said once for this path",
                    shown);
        }
    }
}
