package dev.latchkey.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The headers that a profile puts on answers, its own and the upstream's. */
class AnswerHeadersTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void standardChallengesWithoutAnErrorWhereNothingWasSent(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.start(server, "standard", directory)) {
            assertThat(gateway.client.get("/v1/echo").headers().allValues("WWW-Authenticate"))
                    .singleElement()
                    .asString()
                    .startsWith("Bearer realm=\"")
                    .doesNotContain("error=");
        }
    }

    @ParameterizedTest
    @EnumSource
    void standardChallengesWithAnErrorWhereAKeyWasSent(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.start(server, "standard", directory)) {
            HttpHeaders headers = gateway.client
                    .get("/v1/echo", "Authorization", "Bearer " + gateway.keys.unknownKey())
                    .headers();
            assertThat(headers.allValues("WWW-Authenticate"))
                    .singleElement()
                    .asString()
                    .contains("error=\"invalid_token\"");
        }
    }

    @ParameterizedTest
    @EnumSource
    void standardKeepsRefusalsOutOfCaches(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.start(server, "standard", directory)) {
            assertThat(gateway.client.get("/v1/echo").headers().allValues("Cache-Control"))
                    .containsExactly("no-store");
        }
    }

    @ParameterizedTest(name = "{1} on {0}")
    @CsvSource({
        "JETTY, free-ai", "JETTY, cloudflare", "JETTY, transactional", "JETTY, any-llm", "JETTY, llm-gateway",
        "NETTY, free-ai", "NETTY, cloudflare", "NETTY, transactional", "NETTY, any-llm", "NETTY, llm-gateway",
    })
    void thePublishedGatewaysDoNotChallenge(ServerKind server, String profile) throws Exception {
        try (TestGateway gateway = TestGateway.start(server, profile, directory)) {
            assertThat(gateway.client.get("/v1/echo").headers().allValues("WWW-Authenticate"))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void freeAiPutsItsHeadersOnRefusalsOpenRoutesAndAnswers(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.start(server, "free-ai", directory)) {
            String[] good = TestGateway.credential("free-ai", gateway.keys.key("good"));
            assertThat(List.of(
                            gateway.client.get("/usage").headers(),
                            gateway.client.get("/health").headers(),
                            gateway.client.get("/usage", good).headers(),
                            gateway.client.get("/no-such-route", good).headers()))
                    .allSatisfy(headers -> {
                        assertThat(headers.allValues("X-Content-Type-Options")).containsExactly("nosniff");
                        assertThat(headers.allValues("X-Frame-Options")).containsExactly("DENY");
                        assertThat(headers.allValues("Referrer-Policy")).containsExactly("no-referrer");
                    });
        }
    }

    @ParameterizedTest
    @EnumSource
    void anyLlmKeepsEverythingButHealthOutOfCaches(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.start(server, "any-llm", directory)) {
            String[] good = TestGateway.credential("any-llm", gateway.keys.key("good"));
            assertThat(List.of(
                            gateway.client.get("/usage").headers(),
                            gateway.client.get("/usage", good).headers(),
                            gateway.client
                                    .post("/v1/messages", "{\"stream\":true}", good)
                                    .headers()))
                    .allSatisfy(headers -> {
                        assertThat(headers.allValues("Cache-Control")).containsExactly("private, no-store, no-cache");
                        assertThat(headers.allValues("Vary")).containsExactly("Authorization");
                    });
        }
    }

    @ParameterizedTest
    @EnumSource
    void anyLlmLeavesHealthAlone(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.start(server, "any-llm", directory)) {
            assertThat(gateway.client.get("/health").headers().allValues("Cache-Control"))
                    .isEmpty();
        }
    }
}
