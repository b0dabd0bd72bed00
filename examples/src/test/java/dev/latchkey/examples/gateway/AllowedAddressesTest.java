package dev.latchkey.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** From where: a key's addresses, and who may say what the client's is. */
class AllowedAddressesTest {
    private static final String OFFICE = "\"allowed_addresses\":[\"203.0.113.0/24\"]";
    private static final String HERE = "\"allowed_addresses\":[\"127.0.0.0/8\",\"::1/128\"]";

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void aKeyIsGoodWhereItIsAllowed(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.holding(server, "transactional", directory, HERE)) {
            assertThat(gateway.get("/v1/models").statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void elsewhereItIsRefusedInThePublishedWords(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.holding(server, "transactional", directory, OFFICE)) {
            HttpResponse<String> refused = gateway.get("/v1/models");
            assertThat(refused.statusCode() + " " + refused.body())
                    .isEqualTo("403 {\"error\":{\"code\":\"ip_not_allowed\","
                            + "\"message\":\"Request IP is not in the allowlist\"}}");
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutATrustedProxyNobodysWordCounts(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.holding(server, "transactional", directory, OFFICE)) {
            assertThat(gateway.get("/v1/models", "X-Forwarded-For", "203.0.113.7")
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @ParameterizedTest(name = "{1} on {0}: {2}")
    @CsvSource({
        "JETTY, 203.0.113.7, 200",
        "JETTY, '198.51.100.1, 203.0.113.7', 200",
        "JETTY, '203.0.113.7, 198.51.100.1', 403",
        "JETTY, nonsense, 403",
        "NETTY, 203.0.113.7, 200",
        "NETTY, '198.51.100.1, 203.0.113.7', 200",
        "NETTY, '203.0.113.7, 198.51.100.1', 403",
        "NETTY, nonsense, 403",
    })
    void aTrustedProxysLastEntryCounts(ServerKind server, String forwardedFor, int status) throws Exception {
        try (TestGateway gateway = TestGateway.holding(
                server, "transactional", directory, OFFICE, "--trusted-proxies", "127.0.0.0/8,::1/128")) {
            assertThat(gateway.get("/v1/models", "X-Forwarded-For", forwardedFor)
                            .statusCode())
                    .isEqualTo(status);
        }
    }

    @ParameterizedTest
    @EnumSource
    void freeAisBucketsAreThoseOfTheClientsBehindATrustedProxy(ServerKind server) throws Exception {
        try (TestGateway gateway =
                TestGateway.start(server, "free-ai", directory, "--trusted-proxies", "127.0.0.0/8")) {
            gateway.get("/v1/echo", "X-Forwarded-For", "203.0.113.7");
            HttpResponse<String> other = gateway.get("/v1/echo", "X-Forwarded-For", "203.0.113.8");
            assertThat(other.headers().firstValue("X-RateLimit-Remaining")).contains("9");
        }
    }
}
