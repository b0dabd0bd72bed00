package dev.latchkey.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every refusal that the gateways publish, byte for byte, on both servers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublishedRefusalsTest {
    private static final String FREE_AI =
            "{\"error\":{\"message\":\"Unauthorized\",\"type\":\"authentication_error\",\"code\":\"invalid_api_key\"}}";
    private static final String CLOUDFLARE =
            "{\"success\":false,\"result\":[],\"messages\":[],\"error\":[{\"code\":2009,\"message\":\"Unauthorized\"}]}";
    private static final String TRANSACTIONAL =
            "{\"error\":{\"code\":\"unauthorized\",\"message\":\"Invalid or missing API key\"}}";
    private static final String LLM_GATEWAY_MISSING = flat("Unauthorized: No API key provided. Expected"
            + " 'Authorization: Bearer your-api-token' header or 'x-api-key: your-api-token' header");
    private static final String LLM_GATEWAY_INVALID = flat(
            "Unauthorized: Invalid LLMGateway API token. Please make sure"
                    + " the token is not deleted or disabled. Go to the LLMGateway 'API Keys' page to generate a new token.");
    private static final String LLM_GATEWAY_EXPIRED =
            flat("Unauthorized: LLMGateway API key has expired. Set a new expiration date to reactivate it.");
    private static final String STANDARD_MISSING = problem(
            "No API key provided. Send it as 'Authorization: Bearer YOUR_KEY' or 'x-api-key: YOUR_KEY'.",
            "missing_api_key");
    private static final String STANDARD_INVALID = problem("Invalid API key.", "invalid_api_key");

    @TempDir
    Path directory;

    private final Map<String, TestGateway> gateways = new HashMap<>();

    @AfterAll
    void stop() {
        gateways.values().forEach(TestGateway::close);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(ServerKind.values())
                .flatMap(server -> Stream.of(
                                all("free-ai", FREE_AI),
                                all("cloudflare", CLOUDFLARE),
                                all("transactional", TRANSACTIONAL),
                                anyLlm(),
                                llmGateway(),
                                standard())
                        .flatMap(cases -> cases)
                        .map(arguments -> Arguments.of(
                                server,
                                arguments.get()[0],
                                arguments.get()[1],
                                arguments.get()[2])));
    }

    private static Stream<Arguments> all(String profile, String body) {
        return Stream.of("missing", "unknown", "scheme", "inactive", "deleted", "expired", "early")
                .map(what -> Arguments.of(profile, what, body));
    }

    private static Stream<Arguments> anyLlm() {
        return Stream.of(
                Arguments.of("any-llm", "missing", detail("Missing X-AnyLLM-Key or Authorization header")),
                Arguments.of("any-llm", "scheme", detail("Invalid header format. Expected 'Bearer <token>'")),
                Arguments.of(
                        "any-llm",
                        "sk-some-other-vendors-key",
                        detail("Invalid API key format: API key must start with 'gw-' prefix")),
                Arguments.of(
                        "any-llm",
                        "gw-short",
                        detail("Invalid API key format: API key is too short. Expected at least 50 characters, got 8")),
                Arguments.of(
                        "any-llm",
                        "gw-" + "a".repeat(60) + "!",
                        detail("Invalid API key format: API key contains invalid characters. Must match pattern:"
                                + " gw-[A-Za-z0-9_-]+")),
                Arguments.of("any-llm", "unknown", detail("Invalid API key")),
                Arguments.of("any-llm", "deleted", detail("Invalid API key")),
                Arguments.of("any-llm", "early", detail("Invalid API key")),
                Arguments.of("any-llm", "inactive", detail("API key is inactive")),
                Arguments.of("any-llm", "expired", detail("API key has expired")));
    }

    private static Stream<Arguments> llmGateway() {
        return Stream.of(
                Arguments.of("llm-gateway", "missing", LLM_GATEWAY_MISSING),
                Arguments.of("llm-gateway", "scheme", LLM_GATEWAY_MISSING),
                Arguments.of("llm-gateway", "unknown", LLM_GATEWAY_INVALID),
                Arguments.of("llm-gateway", "inactive", LLM_GATEWAY_INVALID),
                Arguments.of("llm-gateway", "deleted", LLM_GATEWAY_INVALID),
                Arguments.of("llm-gateway", "early", LLM_GATEWAY_INVALID),
                Arguments.of("llm-gateway", "expired", LLM_GATEWAY_EXPIRED));
    }

    private static Stream<Arguments> standard() {
        return Stream.of(
                Arguments.of("standard", "missing", STANDARD_MISSING),
                Arguments.of("standard", "unknown", STANDARD_INVALID),
                Arguments.of("standard", "inactive", STANDARD_INVALID),
                Arguments.of("standard", "deleted", STANDARD_INVALID),
                Arguments.of("standard", "expired", STANDARD_INVALID),
                Arguments.of("standard", "early", STANDARD_INVALID));
    }

    @ParameterizedTest(name = "{1} on {0}: {2}")
    @MethodSource("refusals")
    void isAnsweredAsPublished(ServerKind server, String profile, String what, String body) throws Exception {
        TestGateway gateway = gateway(server, profile);
        HttpResponse<String> answer = gateway.client.get("/v1/echo", headers(gateway, profile, what));
        assertThat(answer.statusCode() + " " + answer.body()).isEqualTo("401 " + body);
    }

    @ParameterizedTest(name = "{1} on {0}: {2}")
    @MethodSource("refusals")
    void saysWhatItsBodyIs(ServerKind server, String profile, String what, String body) throws Exception {
        TestGateway gateway = gateway(server, profile);
        HttpResponse<String> answer = gateway.client.get("/v1/echo", headers(gateway, profile, what));
        assertThat(answer.headers().firstValue("content-type"))
                .contains(profile.equals("standard") ? "application/problem+json" : "application/json");
    }

    private TestGateway gateway(ServerKind server, String profile) throws Exception {
        TestGateway running = gateways.get(server + profile);
        if (running == null) {
            running = TestGateway.start(server, profile, directory);
            gateways.put(server + profile, running);
        }
        return running;
    }

    /** {@code what} is a state of a key, a word for another mistake, or the credential itself. */
    private static String[] headers(TestGateway gateway, String profile, String what) {
        return switch (what) {
            case "missing" -> new String[0];
            case "scheme" -> new String[] {TestGateway.credential(profile, "")[0], "Basic dXNlcjpwYXNz"};
            case "unknown" -> TestGateway.credential(profile, gateway.keys.unknownKey());
            case "inactive", "deleted", "expired", "early" -> TestGateway.credential(profile, gateway.keys.key(what));
            default -> TestGateway.credential(profile, what);
        };
    }

    private static String flat(String message) {
        return "{\"error\":true,\"status\":401,\"message\":\"" + message + "\"}";
    }

    private static String detail(String message) {
        return "{\"detail\":\"" + message + "\"}";
    }

    private static String problem(String message, String code) {
        return "{\"type\":\"about:blank\",\"title\":\"Unauthorized\",\"status\":401,\"detail\":\"" + message
                + "\",\"error\":{\"message\":\"" + message
                + "\",\"type\":\"authentication_error\",\"param\":null,\"code\":\"" + code + "\"}}";
    }
}
