package dev.latchkey.body;

import java.util.List;
import java.util.Locale;

/**
 * What the {@code Content-Type} of a request says of its body: whether there is JSON to be read.
 *
 * <p>JSON is {@code application/json} and {@code application/…+json} (RFC 6839), in any case, with any parameters (RFC 9110,
 * section 8.3.1) as long as {@code charset} is UTF-8, the only one that JSON has (RFC 8259, section 8.1).
 */
public enum BodyMedia {
    /** JSON in UTF-8, to be read. */
    JSON,
    /**
     * What one reader takes for JSON and another does not: another charset, a type or parameters that cannot be read, or
     * JSON as one of several {@code Content-Type}. Refuse it where a rule needs a member, as {@link BodyFailure#MALFORMED}.
     */
    DOUBTFUL,
    /** Something else, or unnamed: it passes unread, and every member that a rule needs is missing. */
    OTHER;

    /** The verdict on all values of the field {@code Content-Type}, one for each line; none at all is {@link #OTHER}. */
    public static BodyMedia of(List<String> contentTypes) {
        if (contentTypes.size() == 1) {
            return of(contentTypes.get(0));
        }
        boolean other = contentTypes.stream().allMatch(value -> of(value) == OTHER);
        return other ? OTHER : DOUBTFUL;
    }

    private static BodyMedia of(String contentType) {
        int semicolon = contentType.indexOf(';');
        String type = MediaParameters.withoutBlanks(semicolon < 0 ? contentType : contentType.substring(0, semicolon))
                .toLowerCase(Locale.ROOT);
        if (type.isEmpty()) {
            return OTHER;
        }
        int slash = type.indexOf('/');
        String subtype = type.substring(slash + 1);
        if (slash < 0 || !MediaParameters.isToken(type.substring(0, slash)) || !MediaParameters.isToken(subtype)) {
            return DOUBTFUL;
        }
        if (!type.startsWith("application/") || !(subtype.equals("json") || subtype.endsWith("+json"))) {
            return OTHER;
        }
        boolean believed = semicolon < 0 || new MediaParameters(contentType, semicolon).leaveUtf8();
        return believed ? JSON : DOUBTFUL;
    }
}
