package dev.latchkey;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What {@code standard} says, and what every profile says where its own gateway published nothing. */
final class StandardWords {
    private static final Map<Reason, RefusalWords> WORDS = new EnumMap<>(Reason.class);

    static {
        say(
                Reason.ODD_PATH,
                400,
                "invalid_request_error",
                "malformed_path",
                "The request path is not in its plain form. Send it without empty or dot segments, path parameters,"
                        + " backslashes or needless escapes.");
        say(
                Reason.AMBIGUOUS_CREDENTIAL,
                400,
                "invalid_request_error",
                "ambiguous_credentials",
                "More than one API key was sent. Send exactly one.");
        say(
                Reason.NO_CREDENTIAL,
                401,
                "authentication_error",
                "missing_api_key",
                "No API key provided. Send it as {credentials}.");
        say(Reason.UNKNOWN_KEY, 401, "authentication_error", "invalid_api_key", "Invalid API key.");
        say(
                Reason.NOT_CONFIGURED,
                503,
                "configuration_error",
                "auth_not_configured",
                "Gateway API key is not configured");
        say(
                Reason.MASTER_KEY_NOT_CONFIGURED,
                503,
                "configuration_error",
                "master_key_not_configured",
                "Master key is not configured");
        say(
                Reason.UNAVAILABLE,
                503,
                "service_unavailable",
                "auth_unavailable",
                "Authentication temporarily unavailable, please retry");
    }

    private StandardWords() {}

    private static void say(Reason reason, int status, String type, String code, String message) {
        WORDS.put(reason, new RefusalWords(status, type, code, message));
    }

    /** The profile's words for this reason, else those of the reason it reads as, else the standard ones. */
    static RefusalWords resolve(Map<Reason, RefusalWords> own, Reason reason) {
        for (Reason r = reason; ; r = r.readsAs()) {
            RefusalWords words = own.get(r);
            if (words == null) {
                words = r.readsAs() == r ? WORDS.get(r) : null;
            }
            if (words != null) {
                return words;
            }
        }
    }

    /** A problem of RFC 9457 that carries the {@code error} object which AI client SDKs read their message from. */
    static Map<String, ?> problem(RefusalWords words) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("message", words.message());
        error.put("type", words.type());
        error.put("param", null);
        error.put("code", words.code());
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", title(words.status()));
        problem.put("status", words.status());
        problem.put("detail", words.message());
        problem.put("error", error);
        return problem;
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 503 -> "Service Unavailable";
            default -> "Error";
        };
    }
}
