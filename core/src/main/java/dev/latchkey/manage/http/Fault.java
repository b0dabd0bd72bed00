package dev.latchkey.manage.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One thing that is wrong with a request. Nothing of what was submitted is in it but the names of members.
 *
 * @param kind what kind of thing
 * @param in where it stands: {@code body}, {@code query}, {@code header} or {@code path}
 * @param name what of it; empty for all of it
 * @param message what was expected
 */
record Fault(Kind kind, String in, String name, String message) {

    enum Kind {
        /** The body is no JSON object. */
        MALFORMED("json_invalid", 400, "malformed_body"),
        /** A member stands there more than once. */
        REPEATED("repeated_member", 400, "repeated_member"),
        /** A member that there is not, or that cannot be set. */
        UNKNOWN("extra_forbidden", 422, "unknown_member"),
        /** A member that is needed and not there. */
        MISSING("missing", 422, "missing_member"),
        /** A value that cannot be. */
        INVALID("value_error", 422, "invalid_member");

        private final String type;
        private final int status;
        private final String code;

        Kind(String type, int status, String code) {
            this.type = type;
            this.status = status;
            this.code = code;
        }

        int status() {
            return status;
        }

        String code() {
            return code;
        }
    }

    static Fault body(Kind kind, String name, String message) {
        return new Fault(kind, "body", name, message);
    }

    /** A message that begins with the name of what it is about, as those about a manifest's members do. */
    static Fault told(String message) {
        int colon = message.indexOf(": ");
        String name = colon < 0 ? "" : message.substring(0, colon);
        return name.matches("[a-z_]+")
                ? body(Kind.INVALID, name, message.substring(colon + 2))
                : body(Kind.INVALID, "", message);
    }

    /** The same, about a member of another name. */
    Fault about(String other) {
        return new Fault(kind, in, other, message);
    }

    /** The sentence for people. */
    String sentence() {
        return name.isEmpty() ? message : name + ": " + message;
    }

    /** An element of the list that some gateways answer with. */
    Map<String, Object> element() {
        Map<String, Object> element = new LinkedHashMap<>();
        element.put("type", kind.type);
        element.put("loc", name.isEmpty() ? List.of(in) : List.of(in, name));
        element.put("msg", message);
        return element;
    }
}
