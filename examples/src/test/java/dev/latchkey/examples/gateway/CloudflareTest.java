package dev.latchkey.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The four rows of the authenticated gateway, and what happens to its header. */
class CloudflareTest {
    @TempDir
    Path directory;

    @ParameterizedTest(name = "{0}: authentication {1}, token {2} gets {3}")
    @CsvSource({
        "JETTY, on, good, 200", "JETTY, on, none, 401", "JETTY, on, deleted, 401",
        "JETTY, off, good, 200", "JETTY, off, none, 200", "JETTY, off, deleted, 200",
        "NETTY, on, good, 200", "NETTY, on, none, 401", "NETTY, on, deleted, 401",
        "NETTY, off, good, 200", "NETTY, off, none, 200", "NETTY, off, deleted, 200",
    })
    void followsThePublishedTable(ServerKind server, String enforcement, String token, int status) throws Exception {
        try (TestGateway gateway = start(server, "--enforcement", enforcement)) {
            String[] headers = token.equals("none")
                    ? new String[0]
                    : new String[] {"cf-aig-authorization", "Bearer " + gateway.keys.key(token)};
            assertThat(gateway.client.get("/v1/models", headers).statusCode()).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @EnumSource
    void offMeansUnauthenticatedEvenWithAGoodToken(ServerKind server) throws Exception {
        try (TestGateway gateway = start(server, "--enforcement", "off")) {
            assertThat(echoWith(gateway, "cf-aig-authorization")).contains("\"principal\":null");
        }
    }

    @ParameterizedTest
    @EnumSource
    void itsOwnHeaderNeverReachesTheUpstream(ServerKind server) throws Exception {
        try (TestGateway on = start(server);
                TestGateway off = start(server, "--enforcement", "off")) {
            assertThat(echoWith(on, "cf-aig-authorization") + echoWith(off, "cf-aig-authorization"))
                    .doesNotContain("cf-aig-authorization");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theProvidersHeadersPassUntouched(ServerKind server) throws Exception {
        try (TestGateway gateway = start(server)) {
            HttpResponse<String> answer = gateway.client.get(
                    "/v1/echo",
                    "cf-aig-authorization",
                    "Bearer " + gateway.keys.key("good"),
                    "Authorization",
                    "Bearer provider-key",
                    "x-api-key",
                    "other-provider-key");
            assertThat(answer.body())
                    .contains("\"authorization\":\"Bearer provider-key\"", "\"x-api-key\":\"other-provider-key\"");
        }
    }

    @ParameterizedTest
    @EnumSource
    void restEndpointsTakeTheTokenInAuthorization(ServerKind server) throws Exception {
        try (TestGateway gateway = start(server, "--credential-header", "Authorization")) {
            assertThat(echoWith(gateway, "Authorization")).contains("\"label\":\"good\"");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anotherHeaderThanTheConfiguredOneIsNotLookedAt(ServerKind server) throws Exception {
        try (TestGateway gateway = start(server, "--credential-header", "Authorization")) {
            assertThat(echoWith(gateway, "cf-aig-authorization")).contains("\"code\":2009");
        }
    }

    private TestGateway start(ServerKind server, String... more) throws Exception {
        return TestGateway.start(server, "cloudflare", directory, more);
    }

    private static String echoWith(TestGateway gateway, String header) throws Exception {
        return gateway.client
                .get("/v1/echo", header, "Bearer " + gateway.keys.key("good"))
                .body();
    }
}
