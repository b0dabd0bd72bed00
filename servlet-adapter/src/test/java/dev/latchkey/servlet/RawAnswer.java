package dev.latchkey.servlet;

import java.util.List;
import java.util.Optional;

/**
 * An answer as it came over the wire.
 *
 * @param status the status code
 * @param headers the header lines
 * @param body the body's text
 */
record RawAnswer(int status, List<String> headers, String body) {

    RawAnswer withBody(String text) {
        return new RawAnswer(status, headers, text);
    }

    List<String> headerValues(String name) {
        return headers.stream()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .toList();
    }

    Optional<String> header(String name) {
        return headerValues(name).stream().findFirst();
    }

    /** What the host saw under this name, one entry for each line {@code name=value} of its answer. */
    List<String> seen(String name) {
        return body.lines()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1))
                .toList();
    }
}
