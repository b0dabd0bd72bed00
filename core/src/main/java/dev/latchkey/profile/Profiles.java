package dev.latchkey.profile;

import dev.latchkey.Check;
import dev.latchkey.CredentialSource;
import dev.latchkey.EmptyKeySet;
import dev.latchkey.Envelope;
import dev.latchkey.GatewayProfile;
import dev.latchkey.Header;
import dev.latchkey.KeyShape;
import dev.latchkey.LimitHeaders;
import dev.latchkey.Reason;
import dev.latchkey.RefusalWords;
import dev.latchkey.Route;
import dev.latchkey.UserRule;
import dev.latchkey.key.KeyFormat;
import dev.latchkey.key.RingReading;
import dev.latchkey.quota.BudgetGate;
import dev.latchkey.quota.RateLimit;
import dev.latchkey.quota.RateWindow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The six profiles that ship: our own, and five published AI gateways word for word. Each is a value; a host derives its
 * own with {@link GatewayProfile#toBuilder()}.
 */
public final class Profiles {
    private static final String JSON = "application/json";
    private static final String CF_AIG_AUTHORIZATION = "cf-aig-authorization";
    private static final CredentialSource AUTHORIZATION =
            CredentialSource.bearer("Authorization").exactScheme();
    private static final CredentialSource X_API_KEY = CredentialSource.raw("x-api-key");

    private static final GatewayProfile STANDARD =
            GatewayProfile.builder("standard").build();
    private static final GatewayProfile FREE_AI = buildFreeAi();
    private static final GatewayProfile CLOUDFLARE = buildCloudflare(
            CredentialSource.bearer(CF_AIG_AUTHORIZATION).exactScheme().gatewayOnly());
    private static final GatewayProfile TRANSACTIONAL = buildTransactional();
    private static final GatewayProfile ANY_LLM = buildAnyLlm();
    private static final GatewayProfile LLM_GATEWAY = buildLlmGateway();

    private Profiles() {}

    /**
     * What a careful engineer would choose today: RFC 6750 and RFC 9110 to the letter, ambiguity refused, one body for
     * every bad key, problem details of RFC 9457.
     */
    public static GatewayProfile standard() {
        return STANDARD;
    }

    /** free-ai: a ring of SHA-256 digests beside one plaintext key, six open routes, 503 until a key exists. */
    public static GatewayProfile freeAi() {
        return FREE_AI;
    }

    /** cloudflare's authenticated gateway on provider-native endpoints: {@code cf-aig-authorization}. */
    public static GatewayProfile cloudflare() {
        return CLOUDFLARE;
    }

    /**
     * cloudflare's authenticated gateway with its credential in this header: {@code Authorization} on REST endpoints.
     * {@code cf-aig-authorization} never reaches the host either way.
     *
     * @throws IllegalArgumentException if {@code header} is no field name
     */
    public static GatewayProfile cloudflare(String header) {
        CredentialSource source = CredentialSource.bearer(header).exactScheme();
        boolean shared = header.equalsIgnoreCase("Authorization");
        return buildCloudflare(shared ? source : source.gatewayOnly());
    }

    /** transactional: keys that begin with {@code gw_sk_}, and one 401 for every cause. */
    public static GatewayProfile transactional() {
        return TRANSACTIONAL;
    }

    /** any-llm: three credential headers, a master key that opens host routes too, each cause in its own words. */
    public static GatewayProfile anyLlm() {
        return ANY_LLM;
    }

    /** llm-gateway: HMAC digests under rotating secrets, and words for missing, invalid and expired keys. */
    public static GatewayProfile llmGateway() {
        return LLM_GATEWAY;
    }

    /** All six, {@code standard} first. */
    public static List<GatewayProfile> all() {
        return List.of(STANDARD, FREE_AI, CLOUDFLARE, TRANSACTIONAL, ANY_LLM, LLM_GATEWAY);
    }

    /** The one of {@link #all} with this name. */
    public static Optional<GatewayProfile> named(String name) {
        return all().stream().filter(profile -> profile.name().equals(name)).findFirst();
    }

    private static GatewayProfile buildFreeAi() {
        RefusalWords unauthorized = new RefusalWords(401, "authentication_error", "invalid_api_key", "Unauthorized");
        return published("free-ai", Profiles::errorWithType)
                .credentials(AUTHORIZATION.passingOverOtherSchemes(), X_API_KEY)
                .keyFormat(KeyFormat.freeAi())
                .ringReading(RingReading.COMPATIBLE)
                .readsLegacyKey()
                .emptyKeySet(EmptyKeySet.ANSWER_NOT_CONFIGURED)
                .openRoutes(
                        Route.get("/health"),
                        Route.get("/v1/analytics"),
                        Route.get("/v1/stats/providers"),
                        Route.get("/v1/models"),
                        Route.get("/docs"),
                        Route.get("/openapi.json"))
                .everyAnswer(
                        new Header("X-Content-Type-Options", "nosniff"),
                        new Header("X-Frame-Options", "DENY"),
                        new Header("Referrer-Policy", "no-referrer"))
                .addressLimit(RateLimit.bucket(10, 20, RateWindow.MINUTE))
                .limitHeaders(LimitHeaders.REMAINING)
                .projectHeader("X-Gateway-Project-Id")
                .refusal(Reason.NO_CREDENTIAL, unauthorized)
                .refusal(Reason.UNKNOWN_KEY, unauthorized)
                .refusal(Reason.RATE_LIMITED, new RefusalWords(429, "rate_limit_error", "", "Rate limit exceeded"))
                .build();
    }

    private static GatewayProfile buildCloudflare(CredentialSource source) {
        RefusalWords unauthorized = new RefusalWords(401, "authentication_error", "2009", "Unauthorized");
        return published("cloudflare", Profiles::numberedError)
                .credentials(source)
                .gatewayOnlyHeaders(CF_AIG_AUTHORIZATION)
                .openRoutes()
                .refusal(Reason.NO_CREDENTIAL, unauthorized)
                .refusal(Reason.UNKNOWN_KEY, unauthorized)
                .refusal(Reason.MISSING_SCOPE, unauthorized)
                .build();
    }

    private static GatewayProfile buildTransactional() {
        RefusalWords unauthorized =
                new RefusalWords(401, "authentication_error", "unauthorized", "Invalid or missing API key");
        return published("transactional", Profiles::codeAndMessage)
                .credentials(AUTHORIZATION)
                .keyFormat(KeyFormat.transactional())
                .shape(KeyShape.prefix("gw_sk_"))
                .refusal(Reason.NO_CREDENTIAL, unauthorized)
                .refusal(Reason.UNKNOWN_KEY, unauthorized)
                .refusal(
                        Reason.MISSING_SCOPE,
                        new RefusalWords(
                                403, "permission_error", "forbidden", "API key does not have access to this resource"))
                .refusal(
                        Reason.ADDRESS_NOT_ALLOWED,
                        new RefusalWords(
                                403, "permission_error", "ip_not_allowed", "Request IP is not in the allowlist"))
                .build();
    }

    private static GatewayProfile buildAnyLlm() {
        CredentialSource own = CredentialSource.bearer("X-AnyLLM-Key").exactScheme();
        String format = "Invalid API key format: API key ";
        return published("any-llm", words -> Map.of("detail", words.message()))
                .credentials(own, AUTHORIZATION, X_API_KEY)
                .keyFormat(KeyFormat.anyLlm())
                .shape(new KeyShape("gw-", 50, true))
                .validAtExpiry()
                .emptyKeySet(EmptyKeySet.START_EMPTY)
                .masterKeyOnHostRoutes()
                .masterKeyCredentials(own, AUTHORIZATION)
                .implicitUserPrefix("apikey-")
                .listsFaults()
                .protectedAnswers(
                        new Header("Cache-Control", "private, no-store, no-cache"), new Header("Vary", "Authorization"))
                .refusal(Reason.NO_CREDENTIAL, detail(401, "Missing X-AnyLLM-Key or Authorization header"))
                .refusal(Reason.WRONG_SCHEME, detail(401, "Invalid header format. Expected 'Bearer <token>'"))
                .refusal(Reason.EMPTY_CREDENTIAL, detail(401, "Invalid header format. Expected 'Bearer <token>'"))
                .refusal(Reason.BAD_PREFIX, detail(401, format + "must start with 'gw-' prefix"))
                .refusal(
                        Reason.TOO_SHORT,
                        detail(401, format + "is too short. Expected at least 50 characters, got {length}"))
                .refusal(
                        Reason.BAD_CHARACTERS,
                        detail(401, format + "contains invalid characters. Must match pattern: gw-[A-Za-z0-9_-]+"))
                .refusal(Reason.UNKNOWN_KEY, detail(401, "Invalid API key"))
                .limitHeaders(LimitHeaders.X_RATE_LIMIT)
                .checks(
                        Check.PATH,
                        Check.CONFIGURED,
                        Check.CREDENTIAL,
                        Check.FORMAT,
                        Check.KEY,
                        Check.STATUS,
                        Check.NOT_BEFORE,
                        Check.EXPIRY,
                        Check.SCOPE,
                        Check.ADDRESS,
                        Check.BODY,
                        Check.PROJECT,
                        Check.USER,
                        Check.RATE_LIMIT,
                        Check.MODEL,
                        Check.ACCESS,
                        Check.ACCOUNT,
                        Check.USAGE,
                        Check.PERIOD,
                        Check.BUDGET,
                        Check.MODE)
                .userRule(UserRule.REFUSE_MISMATCH)
                .budgetsSpareWhatIsFree()
                .refusal(Reason.USAGE_LIMIT_REACHED, detail(403, "User '{user}' has exceeded budget limit"))
                .refusal(Reason.PERIOD_LIMIT_REACHED, detail(403, "User '{user}' has exceeded budget limit"))
                .refusal(Reason.USER_BUDGET_REACHED, detail(403, "User '{user}' has exceeded budget limit"))
                .refusal(Reason.RATE_LIMITED, detail(429, "Rate limit exceeded"))
                .refusal(Reason.MODEL_NOT_ALLOWED, detail(403, "Model '{model}' is not permitted for this API key."))
                .refusal(Reason.INACTIVE_KEY, detail(401, "API key is inactive"))
                .refusal(Reason.EXPIRED_KEY, detail(401, "API key has expired"))
                .refusal(Reason.NOT_THE_MASTER_KEY, detail(401, "Invalid master key"))
                .refusal(
                        Reason.MASTER_KEY_NOT_CONFIGURED,
                        detail(503, "Master key not configured. Set GATEWAY_MASTER_KEY environment variable."))
                .build();
    }

    private static GatewayProfile buildLlmGateway() {
        String unauthorized = "Unauthorized: ";
        String denied = "Access denied: ";
        return published("llm-gateway", Profiles::flatError)
                .credentials(AUTHORIZATION.passingOverOtherSchemes(), X_API_KEY)
                .keyFormat(KeyFormat.llmGateway())
                .unnamedHashesUseSecrets()
                .managesApiKeys()
                .checks(
                        Check.PATH,
                        Check.CONFIGURED,
                        Check.CREDENTIAL,
                        Check.FORMAT,
                        Check.KEY,
                        Check.STATUS,
                        Check.NOT_BEFORE,
                        Check.EXPIRY,
                        Check.SCOPE,
                        Check.ADDRESS,
                        Check.RATE_LIMIT,
                        Check.USAGE,
                        Check.PERIOD,
                        Check.BUDGET,
                        Check.BODY,
                        Check.PROJECT,
                        Check.USER,
                        Check.MODEL,
                        Check.ACCOUNT,
                        Check.ACCESS,
                        Check.MODE)
                .budgetGate(BudgetGate.UNTIL_REACHED)
                .refusal(
                        Reason.USAGE_LIMIT_REACHED,
                        detail(401, unauthorized + "LLMGateway API key reached its usage limit."))
                .refusal(
                        Reason.PERIOD_LIMIT_REACHED,
                        detail(401, unauthorized + "LLMGateway API key reached its current period usage limit."))
                .refusal(
                        Reason.MISSING_SCOPE,
                        detail(403, denied + "The API key does not have the scope that this operation requires."))
                .refusal(
                        Reason.ACCESS_DENIED,
                        detail(403, denied + "The IAM rules of the API key do not allow this request."))
                .refusal(
                        Reason.NO_PROVIDER_ALLOWED,
                        detail(403, denied + "No providers are allowed for model {model} after applying IAM rules."))
                .refusal(
                        Reason.MODEL_NOT_ALLOWED,
                        detail(403, denied + "Model {model} is not permitted for this API key."))
                .refusal(
                        Reason.ADDRESS_NOT_ALLOWED,
                        detail(403, denied + "The API key may not be used from this address."))
                .refusal(
                        Reason.NO_CREDENTIAL,
                        detail(
                                401,
                                unauthorized + "No API key provided. Expected 'Authorization: Bearer your-api-token'"
                                        + " header or 'x-api-key: your-api-token' header"))
                .refusal(
                        Reason.UNKNOWN_KEY,
                        detail(
                                401,
                                unauthorized + "Invalid LLMGateway API token. Please make sure the token is not deleted"
                                        + " or disabled. Go to the LLMGateway 'API Keys' page to generate a new"
                                        + " token."))
                .refusal(
                        Reason.EXPIRED_KEY,
                        detail(
                                401,
                                unauthorized + "LLMGateway API key has expired. Set a new expiration date to reactivate"
                                        + " it."))
                .build();
    }

    /** What the five have in common: plain JSON, no challenge, no headers of their own on refusals. */
    private static GatewayProfile.Builder published(String name, Envelope envelope) {
        return GatewayProfile.builder(name)
                .envelope(JSON, envelope)
                .withoutChallenge()
                .firstCredentialDecides()
                .refusalHeaders()
                .limitHeaders(LimitHeaders.NONE);
    }

    /** For the envelopes that show a message only. */
    private static RefusalWords detail(int status, String message) {
        return new RefusalWords(status, "", "", message);
    }

    private static Map<String, ?> errorWithType(RefusalWords words) {
        Map<String, Object> error = ordered("message", words.message(), "type", words.type());
        if (!words.code().isEmpty()) {
            error.put("code", words.code());
        }
        return Map.of("error", error);
    }

    private static Map<String, ?> codeAndMessage(RefusalWords words) {
        return Map.of("error", ordered("code", words.code(), "message", words.message()));
    }

    private static Map<String, ?> flatError(RefusalWords words) {
        return ordered("error", true, "status", words.status(), "message", words.message());
    }

    private static Map<String, ?> numberedError(RefusalWords words) {
        boolean numbered = !words.code().isEmpty() && words.code().chars().allMatch(Character::isDigit);
        int code = numbered ? Integer.parseInt(words.code()) : words.status();
        return ordered(
                "success",
                false,
                "result",
                List.of(),
                "messages",
                List.of(),
                "error",
                List.of(ordered("code", code, "message", words.message())));
    }

    private static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            members.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return members;
    }
}
