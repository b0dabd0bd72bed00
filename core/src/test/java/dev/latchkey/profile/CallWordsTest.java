package dev.latchkey.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.GatewayProfile;
import dev.latchkey.Header;
import dev.latchkey.Reason;
import dev.latchkey.Refusal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What each profile says to a key that is known and yet may not: byte for byte, or standard's words in its envelope. */
class CallWordsTest {
    private static void says(GatewayProfile profile, Reason reason, int status, String body) {
        Refusal refusal = new Door(profile).refusal(reason);
        assertThat(new String(refusal.body(), StandardCharsets.UTF_8)).isEqualTo(body);
        assertThat(refusal.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "MISSING_SCOPE | 403 | forbidden | API key does not have access to this resource",
                "ADDRESS_NOT_ALLOWED | 403 | ip_not_allowed | Request IP is not in the allowlist",
                "RATE_LIMITED | 429 | rate_limit_exceeded | Rate limit exceeded. Retry after 60 seconds.",
                "MODEL_NOT_ALLOWED | 403 | model_not_allowed | Model 'gpt-4o' is not permitted for this API key.",
                "USAGE_LIMIT_REACHED | 402 | usage_limit_reached | The API key has reached its usage limit.",
                "PERIOD_LIMIT_REACHED | 402 | period_limit_reached | The API key has reached its usage limit for the current period.",
                "ACCESS_DENIED | 403 | access_denied | The access rules of the API key do not allow this request.",
                "NO_PROVIDER_ALLOWED | 403 | access_denied | The access rules of the API key leave no provider for model gpt-4o."
            })
    void transactional(Reason reason, int status, String code, String message) {
        says(
                Profiles.transactional(),
                reason,
                status,
                "{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "MISSING_SCOPE | 403 | The API key does not have the scope that this route requires.",
                "ADDRESS_NOT_ALLOWED | 403 | The API key may not be used from this address.",
                "RATE_LIMITED | 429 | Rate limit exceeded",
                "MODEL_NOT_ALLOWED | 403 | Model 'gpt-4o' is not permitted for this API key.",
                "USER_REQUIRED | 400 | When using master key, 'user' field is required in request body",
                "METADATA_USER_REQUIRED | 400 | When using master key, 'metadata.user_id' is required",
                "USER_MISMATCH | 403 | 'user' field does not match the authenticated API key's user",
                "UNKNOWN_USER | 404 | User 'nobody' not found",
                "BLOCKED_USER | 403 | User 'alice' is blocked",
                "USER_BUDGET_REACHED | 403 | User 'alice' has exceeded budget limit",
                "TOO_MANY_GUESSES | 429 | Rate limit exceeded",
                "ACCESS_DENIED | 403 | The access rules of the API key do not allow this request.",
                "NO_PROVIDER_ALLOWED | 403 | The access rules of the API key leave no provider for model gpt-4o."
            })
    void anyLlm(Reason reason, int status, String detail) {
        says(Profiles.anyLlm(), reason, status, "{\"detail\":\"" + detail + "\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "MISSING_SCOPE | 403 | Access denied: The API key does not have the scope that this operation requires.",
                "ADDRESS_NOT_ALLOWED | 403 | Access denied: The API key may not be used from this address.",
                "RATE_LIMITED | 429 | Rate limit exceeded. Retry after 60 seconds.",
                "MODEL_NOT_ALLOWED | 403 | Access denied: Model gpt-4o is not permitted for this API key.",
                "USAGE_LIMIT_REACHED | 401 | Unauthorized: LLMGateway API key reached its usage limit.",
                "PERIOD_LIMIT_REACHED | 401 | Unauthorized: LLMGateway API key reached its current period usage limit.",
                "INVALID_PROJECT_MODE | 400 | Invalid project mode: barter",
                "NO_PROVIDER_KEY | 400 | No API key set for provider: openai",
                "INSUFFICIENT_CREDITS | 402 | Organization has insufficient credits",
                "NO_PROVIDER_KEY_OR_CREDITS | 402 | No API key set for provider and organization has insufficient credits",
                "ACCESS_DENIED | 403 | Access denied: The IAM rules of the API key do not allow this request.",
                "NO_PROVIDER_ALLOWED | 403 | Access denied: No providers are allowed for model gpt-4o after applying IAM rules."
            })
    void llmGateway(Reason reason, int status, String message) {
        says(
                Profiles.llmGateway(),
                reason,
                status,
                "{\"error\":true,\"status\":" + status + ",\"message\":\"" + message + "\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "MISSING_SCOPE | 401 | 2009 | Unauthorized",
                "ADDRESS_NOT_ALLOWED | 403 | 403 | The API key may not be used from this address.",
                "RATE_LIMITED | 429 | 429 | Rate limit exceeded. Retry after 60 seconds.",
                "MODEL_NOT_ALLOWED | 403 | 403 | Model 'gpt-4o' is not permitted for this API key.",
                "USAGE_LIMIT_REACHED | 402 | 402 | The API key has reached its usage limit.",
                "PERIOD_LIMIT_REACHED | 402 | 402 | The API key has reached its usage limit for the current period.",
                "ACCESS_DENIED | 403 | 403 | The access rules of the API key do not allow this request.",
                "NO_PROVIDER_ALLOWED | 403 | 403 | The access rules of the API key leave no provider for model gpt-4o."
            })
    void cloudflare(Reason reason, int status, int code, String message) {
        says(
                Profiles.cloudflare(),
                reason,
                status,
                "{\"success\":false,\"result\":[],\"messages\":[],\"error\":[{\"code\":" + code + ",\"message\":\""
                        + message + "\"}]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "BODY_MALFORMED | 400 | Bad Request | invalid_request_error | malformed_body | The request body is not one JSON object in UTF-8.",
                "MEMBER_REPEATED | 400 | Bad Request | invalid_request_error | repeated_member | The request body names 'model' more than once. Name it exactly once.",
                "MEMBER_MISTYPED | 400 | Bad Request | invalid_request_error | invalid_member | 'model' in the request body is of the wrong type or too long.",
                "BODY_TOO_LARGE | 413 | Content Too Large | invalid_request_error | body_too_large | The request body is too large to be checked.",
                "BODIES_SATURATED | 503 | Service Unavailable | service_unavailable | bodies_saturated | Too many request bodies are being checked, please retry",
                "MODEL_REQUIRED | 400 | Bad Request | invalid_request_error | missing_model | 'model' is required in the request body.",
                "BLOCKED_USER | 403 | Forbidden | permission_error | user_blocked | User 'alice' is blocked",
                "UNKNOWN_USER | 404 | Not Found | invalid_request_error | user_not_found | User 'nobody' not found",
                "USER_BUDGET_REACHED | 402 | Payment Required | insufficient_quota | budget_exceeded | User 'alice' has exceeded budget limit",
                "INSUFFICIENT_CREDITS | 402 | Payment Required | insufficient_quota | insufficient_credits | Organization has insufficient credits",
                "TOO_MANY_GUESSES | 429 | Too Many Requests | rate_limit_error | rate_limit_exceeded | Rate limit exceeded. Retry after 60 seconds.",
                "MISSING_SCOPE | 403 | Forbidden | permission_error | insufficient_scope | The API key does not have the scope that this route requires.",
                "ADDRESS_NOT_ALLOWED | 403 | Forbidden | permission_error | ip_not_allowed | The API key may not be used from this address.",
                "RATE_LIMITED | 429 | Too Many Requests | rate_limit_error | rate_limit_exceeded | Rate limit exceeded. Retry after 60 seconds.",
                "MODEL_NOT_ALLOWED | 403 | Forbidden | permission_error | model_not_allowed | Model 'gpt-4o' is not permitted for this API key.",
                "USAGE_LIMIT_REACHED | 402 | Payment Required | insufficient_quota | usage_limit_reached | The API key has reached its usage limit.",
                "PERIOD_LIMIT_REACHED | 402 | Payment Required | insufficient_quota | period_limit_reached | The API key has reached its usage limit for the current period.",
                "ACCESS_DENIED | 403 | Forbidden | permission_error | access_denied | The access rules of the API key do not allow this request.",
                "NO_PROVIDER_ALLOWED | 403 | Forbidden | permission_error | access_denied | The access rules of the API key leave no provider for model gpt-4o."
            })
    void standard(Reason reason, int status, String title, String type, String code, String message) {
        says(
                Profiles.standard(),
                reason,
                status,
                "{\"type\":\"about:blank\",\"title\":\"" + title + "\",\"status\":" + status + ",\"detail\":\""
                        + message + "\",\"error\":{\"message\":\"" + message + "\",\"type\":\"" + type
                        + "\",\"param\":null,\"code\":\"" + code + "\"}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "MISSING_SCOPE | 403 | permission_error | insufficient_scope | The API key does not have the scope that this route requires.",
                "INVALID_PROJECT | 400 | invalid_request_error | invalid_project_id | Missing or invalid project_id. Use 1-64 chars [a-zA-Z0-9._:-]",
                "USAGE_LIMIT_REACHED | 402 | insufficient_quota | usage_limit_reached | The API key has reached its usage limit."
            })
    void freeAi(Reason reason, int status, String type, String code, String message) {
        says(
                Profiles.freeAi(),
                reason,
                status,
                "{\"error\":{\"message\":\"" + message + "\",\"type\":\"" + type + "\",\"code\":\"" + code + "\"}}");
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {
                "MISSING_SCOPE",
                "ADDRESS_NOT_ALLOWED",
                "MODEL_NOT_ALLOWED",
                "USAGE_LIMIT_REACHED",
                "PERIOD_LIMIT_REACHED",
                "ACCESS_DENIED",
                "NO_PROVIDER_ALLOWED"
            })
    void noProfileChallengesAKeyThatIsKnownOrTellsItToComeBack(Reason reason) {
        for (GatewayProfile profile : Profiles.all()) {
            assertThat(new Door(profile).refusal(reason).headers())
                    .extracting(Header::name)
                    .doesNotContain("WWW-Authenticate", "Retry-After");
        }
    }
}
