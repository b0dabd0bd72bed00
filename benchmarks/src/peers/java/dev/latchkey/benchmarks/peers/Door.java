package dev.latchkey.benchmarks.peers;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** One way from a request to a decision. For one thread. */
@FunctionalInterface
interface Door {
    /** Whether whoever sent the request may go on, their name known. */
    boolean lets(HttpServletRequest request, HttpServletResponse response) throws Exception;

    /** The credential of the only scheme that all of the doors know. */
    static String bearer(HttpServletRequest request) {
        String value = request.getHeader("Authorization");
        return value != null && value.startsWith("Bearer ") ? value.substring("Bearer ".length()) : "";
    }
}
