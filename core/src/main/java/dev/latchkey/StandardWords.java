package dev.latchkey;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
        say(
                Reason.MISSING_SCOPE,
                403,
                "permission_error",
                "insufficient_scope",
                "The API key does not have the scope that this route requires.");
        say(
                Reason.ADDRESS_NOT_ALLOWED,
                403,
                "permission_error",
                "ip_not_allowed",
                "The API key may not be used from this address.");
        say(
                Reason.RATE_LIMITED,
                429,
                "rate_limit_error",
                "rate_limit_exceeded",
                "Rate limit exceeded. Retry after {retry_after} seconds.");
        say(
                Reason.MODEL_NOT_ALLOWED,
                403,
                "permission_error",
                "model_not_allowed",
                "Model '{model}' is not permitted for this API key.");
        say(
                Reason.USAGE_LIMIT_REACHED,
                402,
                "insufficient_quota",
                "usage_limit_reached",
                "The API key has reached its usage limit.");
        say(
                Reason.PERIOD_LIMIT_REACHED,
                402,
                "insufficient_quota",
                "period_limit_reached",
                "The API key has reached its usage limit for the current period.");
        say(
                Reason.ACCESS_DENIED,
                403,
                "permission_error",
                "access_denied",
                "The access rules of the API key do not allow this request.");
        say(
                Reason.NO_PROVIDER_ALLOWED,
                403,
                "permission_error",
                "access_denied",
                "The access rules of the API key leave no provider for model {model}.");
        say(
                Reason.BODY_MALFORMED,
                400,
                "invalid_request_error",
                "malformed_body",
                "The request body is not one JSON object in UTF-8.");
        say(
                Reason.MEMBER_REPEATED,
                400,
                "invalid_request_error",
                "repeated_member",
                "The request body names '{member}' more than once. Name it exactly once.");
        say(
                Reason.MEMBER_MISTYPED,
                400,
                "invalid_request_error",
                "invalid_member",
                "'{member}' in the request body is of the wrong type or too long.");
        say(
                Reason.BODY_TOO_LARGE,
                413,
                "invalid_request_error",
                "body_too_large",
                "The request body is too large to be checked.");
        say(
                Reason.BODIES_SATURATED,
                503,
                "service_unavailable",
                "bodies_saturated",
                "Too many request bodies are being checked, please retry");
        say(
                Reason.MODEL_REQUIRED,
                400,
                "invalid_request_error",
                "missing_model",
                "'model' is required in the request body.");
        say(
                Reason.INVALID_PROJECT,
                400,
                "invalid_request_error",
                "invalid_project_id",
                "Missing or invalid project_id. Use 1-64 chars [a-zA-Z0-9._:-]");
        say(
                Reason.USER_REQUIRED,
                400,
                "invalid_request_error",
                "missing_user",
                "When using master key, 'user' field is required in request body");
        say(
                Reason.METADATA_USER_REQUIRED,
                400,
                "invalid_request_error",
                "missing_user",
                "When using master key, 'metadata.user_id' is required");
        say(
                Reason.USER_MISMATCH,
                403,
                "permission_error",
                "user_mismatch",
                "'user' field does not match the authenticated API key's user");
        say(Reason.UNKNOWN_USER, 404, "invalid_request_error", "user_not_found", "User '{user}' not found");
        say(Reason.BLOCKED_USER, 403, "permission_error", "user_blocked", "User '{user}' is blocked");
        say(
                Reason.USER_BUDGET_REACHED,
                402,
                "insufficient_quota",
                "budget_exceeded",
                "User '{user}' has exceeded budget limit");
        say(
                Reason.INVALID_PROJECT_MODE,
                400,
                "invalid_request_error",
                "invalid_project_mode",
                "Invalid project mode: {mode}");
        say(
                Reason.NO_PROVIDER_KEY,
                400,
                "invalid_request_error",
                "no_provider_key",
                "No API key set for provider: {provider}");
        say(
                Reason.INSUFFICIENT_CREDITS,
                402,
                "insufficient_quota",
                "insufficient_credits",
                "Organization has insufficient credits");
        say(
                Reason.NO_PROVIDER_KEY_OR_CREDITS,
                402,
                "insufficient_quota",
                "insufficient_credits",
                "No API key set for provider and organization has insufficient credits");
    }

    private StandardWords() {}

    private static void say(Reason reason, int status, String type, String code, String message) {
        WORDS.put(reason, new RefusalWords(status, type, code, message));
    }

    /** The profile's words for this reason, else those of the reason it reads as, else the standard ones. */
    static RefusalWords resolve(Map<Reason, RefusalWords> own, Reason reason) {
        RefusalWords words = nearest(own, reason);
        return words != null ? words : Objects.requireNonNull(nearest(WORDS, reason));
    }

    private static @Nullable RefusalWords nearest(Map<Reason, RefusalWords> known, Reason reason) {
        RefusalWords words = known.get(reason);
        return words != null || reason.readsAs() == reason ? words : nearest(known, reason.readsAs());
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
            case 402 -> "Payment Required";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 409 -> "Conflict";
            case 412 -> "Precondition Failed";
            case 413 -> "Content Too Large";
            case 422 -> "Unprocessable Content";
            case 429 -> "Too Many Requests";
            case 503 -> "Service Unavailable";
            default -> "Error";
        };
    }
}
