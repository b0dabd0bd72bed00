package dev.latchkey.servlet;

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

    private static final Logger LOGGER = LoggerFactory.getLogger(LatchkeyFilter.class);
    private static final int LONGEST_PATH = 128;

    private final Set<String> told = ConcurrentHashMap.newKeySet();

    void report(String path) {
        String shown = printable(path);
        if (!told.contains(shown) && told.size() < MOST_PATHS && told.add(shown)) {
            LOGGER.warn(
                    "{}: the host neither settled nor released the money held for a call before the exchange ended, so the"
                            + " estimate was booked. Settle it with what the call has cost, by"
                            + " LatchkeyFilter.admitted(request). Said once for this path",
                    shown);
        }
    }

    /** At most 128 characters; whatever might end the line, or be taken for more than a path, is escaped. */
    private static String printable(String path) {
        int length = Math.min(path.length(), LONGEST_PATH);
        StringBuilder line = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            char c = path.charAt(i);
            if (c <= ' ' || c > '~' || "\"'\\<>".indexOf(c) >= 0) {
                line.append(String.format("\\u%04x", (int) c));
            } else {
                line.append(c);
            }
        }
        return line.toString();
    }
}
