package dev.latchkey.servlet;

import dev.latchkey.Header;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Puts a profile's headers on an answer. */
final class AnswerHeaders {
    private AnswerHeaders() {}

    /** Sets each, in place of what the answer has of that name; a name that the list repeats keeps all its values. */
    static void set(HttpServletResponse response, List<Header> headers) {
        Set<String> seen = new HashSet<>();
        for (Header header : headers) {
            if (seen.add(header.name().toLowerCase(Locale.ROOT))) {
                response.setHeader(header.name(), header.value());
            } else {
                response.addHeader(header.name(), header.value());
            }
        }
    }
}
