package dev.latchkey.netty;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the operator where a host forgets to settle: once for each path, and for so many paths. Thread-safe. */
final class ForgottenSettles {
    /** Paths that are told of; clients make paths up, so there is an end to it. */
    static final int MOST_PATHS = 256;
    /** Characters of a path that are told. */
    static final int LONGEST_PATH = 128;

    private static final Logger LOG = LoggerFactory.getLogger(LatchkeyHandler.class);
    /** Those of this process. */
    static final ForgottenSettles HERE = new ForgottenSettles();

    private final Set<String> told = ConcurrentHashMap.newKeySet();

    void tell(String path) {
        String route = printable(path);
        if (told.size() < MOST_PATHS && told.add(route)) {
            LOG.warn(
                    "\"{}\": the host neither settled nor released the reservation of a call that it answered, so the"
                            + " estimate was booked; settle it before the last part of the answer is written. Told once"
                            + " for each of the first {} paths.",
                    route,
                    MOST_PATHS);
        }
    }

    /** The beginning of a path from outside, fit for one line of a log. */
    static String printable(String path) {
        int end = Math.min(path.length(), LONGEST_PATH);
        StringBuilder line = new StringBuilder(end + 16);
        for (int i = 0; i < end; i++) {
            append(line, path.charAt(i));
        }
        return end < path.length() ? line.append('…').toString() : line.toString();
    }

    private static void append(StringBuilder line, char c) {
        if (c < ' ' || c > '~' || c == '"' || c == '\'' || c == '\\' || c == '<' || c == '>') {
            String hex = Integer.toHexString(c);
            line.append("\\u").append("0000", 0, 4 - hex.length()).append(hex);
        } else {
            line.append(c);
        }
    }
}
