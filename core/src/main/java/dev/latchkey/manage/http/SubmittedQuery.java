package dev.latchkey.manage.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The query of a request: parameters by name. Those that a route does not know are passed over. */
final class SubmittedQuery {
    private static final int USUAL_PAGE = 100;
    private static final int LONGEST_PAGE = 1000;

    private final Map<String, List<String>> values;

    private SubmittedQuery(Map<String, List<String>> values) {
        this.values = values;
    }

    static SubmittedQuery of(String target) {
        Map<String, List<String>> values = new HashMap<>();
        int mark = target.indexOf('?');
        for (String pair : mark < 0 ? new String[0] : target.substring(mark + 1).split("&")) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            values.computeIfAbsent(name, any -> new ArrayList<>(1))
                    .add(decode(equals < 0 ? "" : pair.substring(equals + 1)));
        }
        return new SubmittedQuery(values);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException brokenEscape) {
            return text;
        }
    }

    /** How many entries to leave out: 0 or more. */
    int skip() {
        return number("skip", 0, Integer.MAX_VALUE, 0);
    }

    /** How many entries to give at most: 1 to 1000, by default 100. */
    int limit() {
        return number("limit", 1, LONGEST_PAGE, USUAL_PAGE);
    }

    /** The same, by default as many as there may be: for a route whose clients know of no pages. */
    int longLimit() {
        return number("limit", 1, LONGEST_PAGE, LONGEST_PAGE);
    }

    private int number(String name, int least, int most, int usual) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return usual;
        }
        String digits = text.get();
        boolean isNumber = digits.length() <= 10 && digits.matches("[0-9]+");
        if (!isNumber || Long.parseLong(digits) < least || Long.parseLong(digits) > most) {
            throw refused(name, "expected a whole number from " + least + " to " + most);
        }
        return Integer.parseInt(digits);
    }

    /** A parameter that stands there at most once. */
    Optional<String> text(String name) {
        List<String> found = values.getOrDefault(name, List.of());
        if (found.size() > 1) {
            throw refused(name, "expected at most one value");
        }
        return found.stream().findFirst();
    }

    Optional<Instant> date(String name) {
        return text(name).map(text -> {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeException e) {
                throw refused(name, "expected an ISO 8601 date and time with a zone, such as 2026-01-31T12:00:00Z");
            }
        });
    }

    static Refused refused(String name, String message) {
        return Refused.because(new Fault(Fault.Kind.INVALID, "query", name, message));
    }
}
