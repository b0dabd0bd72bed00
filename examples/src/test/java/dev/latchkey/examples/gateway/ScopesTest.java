package dev.latchkey.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a key may do: the scopes of the stand-in's routes, refused in each profile's words. */
class ScopesTest {
    private static final String CLOUDFLARE =
            "{\"success\":false,\"result\":[],\"messages\":[],\"error\":[{\"code\":2009,\"message\":\"Unauthorized\"}]}";

    @TempDir
    Path directory;

    @ParameterizedTest(name = "{1} on {0}: {2}")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "JETTY | transactional | 403 {\"error\":{\"code\":\"forbidden\",\"message\":\"API key does not have access to this resource\"}}",
                "NETTY | transactional | 403 {\"error\":{\"code\":\"forbidden\",\"message\":\"API key does not have access to this resource\"}}",
                "JETTY | llm-gateway | 403 {\"error\":true,\"status\":403,\"message\":\"Access denied: ",
                "NETTY | llm-gateway | 403 {\"error\":true,\"status\":403,\"message\":\"Access denied: ",
                "JETTY | standard | 403 {\"type\":\"about:blank\",\"title\":\"Forbidden\",\"status\":403,",
                "NETTY | standard | 403 {\"type\":\"about:blank\",\"title\":\"Forbidden\",\"status\":403,",
                "JETTY | any-llm | 403 {\"detail\":\"",
                "NETTY | any-llm | 403 {\"detail\":\"",
                "JETTY | free-ai | 403 {\"error\":{\"message\":\"",
                "NETTY | free-ai | 403 {\"error\":{\"message\":\"",
            })
    void aMissingScopeIsRefusedInTheProfilesWords(ServerKind server, String profile, String expected) throws Exception {
        try (TestGateway gateway = scoped(server, profile, "\"models:read\"")) {
            HttpResponse<String> refused = gateway.chat("gpt-4o");
            assertThat(refused.statusCode() + " " + refused.body()).startsWith(expected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void cloudflareRefusesATokenThatMayNotRunAsItRefusesAWrongOne(ServerKind server) throws Exception {
        try (TestGateway gateway = scoped(server, "cloudflare", "\"chat:write\"")) {
            HttpResponse<String> refused = gateway.chat("gpt-4o");
            assertThat(refused.statusCode() + " " + refused.body()).isEqualTo("401 " + CLOUDFLARE);
        }
    }

    @ParameterizedTest(name = "{1} on {0}")
    @CsvSource({
        "JETTY, /v1/models", "JETTY, /v1/echo", "JETTY, /usage", "JETTY, /health", "JETTY, /docs",
                "JETTY, /openapi.json",
        "NETTY, /v1/models", "NETTY, /v1/echo", "NETTY, /usage", "NETTY, /health", "NETTY, /docs",
                "NETTY, /openapi.json",
    })
    void everyRouteOfCloudflareIsForTokensThatMayRun(ServerKind server, String path) throws Exception {
        try (TestGateway without = scoped(server, "cloudflare", "\"ai-gateway:read\"");
                TestGateway with = scoped(server, "cloudflare", "\"ai-gateway:run\"")) {
            assertThat(without.get(path).statusCode() + " " + with.get(path).statusCode())
                    .isEqualTo("401 200");
        }
    }

    @ParameterizedTest(name = "{1} {2} with {3} on {0}: {4}")
    @CsvSource({
        "JETTY, POST, /v1/chat/completions, chat:write, 200",
        "JETTY, POST, /v1/messages, chat:write, 200",
        "JETTY, POST, /v1/messages, chat:*, 200",
        "JETTY, POST, /v1/messages, chat:read, 403",
        "JETTY, GET, /v1/models, models:read, 200",
        "JETTY, GET, /v1/models, chat:write, 403",
        "JETTY, GET, /usage, usage:read, 200",
        "JETTY, GET, /usage, models:read, 403",
        "JETTY, GET, /v1/echo, usage:read, 200",
        "NETTY, POST, /v1/chat/completions, chat:write, 200",
        "NETTY, POST, /v1/messages, chat:write, 200",
        "NETTY, POST, /v1/messages, chat:*, 200",
        "NETTY, POST, /v1/messages, chat:read, 403",
        "NETTY, GET, /v1/models, models:read, 200",
        "NETTY, GET, /v1/models, chat:write, 403",
        "NETTY, GET, /usage, usage:read, 200",
        "NETTY, GET, /usage, models:read, 403",
        "NETTY, GET, /v1/echo, usage:read, 200",
    })
    void eachRouteRequiresItsOwn(ServerKind server, String method, String path, String scope, int status)
            throws Exception {
        try (TestGateway gateway = scoped(server, "standard", "\"" + scope + "\"")) {
            HttpResponse<String> answer = method.equals("GET")
                    ? gateway.get(path)
                    : gateway.post(path, TestGateway.question("gpt-4o", false));
            assertThat(answer.statusCode()).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyListMayDoNothing(ServerKind server) throws Exception {
        try (TestGateway gateway = scoped(server, "standard", "")) {
            assertThat(gateway.get("/v1/models").statusCode()).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noListMayDoEverything(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.start(server, "standard", directory)) {
            assertThat(gateway.chat("gpt-4o").statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void scopesHoldBelowABasePathToo(ServerKind server) throws Exception {
        try (TestGateway gateway =
                TestGateway.holding(server, "standard", directory, "\"scopes\":[]", "--base-path", "/gw")) {
            assertThat(gateway.get("/gw/v1/models").statusCode()).isEqualTo(403);
        }
    }

    private TestGateway scoped(ServerKind server, String profile, String scopes) throws Exception {
        return TestGateway.holding(server, profile, directory, "\"scopes\":[" + scopes + "]");
    }
}
