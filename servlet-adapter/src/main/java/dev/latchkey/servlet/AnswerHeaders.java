package dev.latchkey.servlet;

import dev.latchkey.Header;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;

/** Puts a profile's headers on an answer. */
final class AnswerHeaders {
    private AnswerHeaders() {}

    /** Sets each, in place of what the answer has of that name; a name that the list repeats keeps all its values. */
    static void set(HttpServletResponse response, List<Header> headers) {
        for (int i = 0; i < headers.size(); i++) {
            Header header = headers.get(i);
            if (isRepeated(headers, i)) {
                response.addHeader(header.name(), header.value());
            } else {
                response.setHeader(header.name(), header.value());
            }
        }
    }

    /** Whether the name stands earlier in the list, which is short: looking is quicker than noting. */
    private static boolean isRepeated(List<Header> headers, int index) {
        String name = headers.get(index).name();
        for (int i = 0; i < index; i++) {
            if (headers.get(i).name().equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }
}
