package dev.latchkey.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.profile.Profiles;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which of the stand-in's routes answer without a key, in each profile. */
class OpenRoutesTest {
    private static final List<String> READS = List.of(
            "/health", "/docs", "/openapi.json", "/v1/models", "/v1/analytics", "/v1/stats/providers", "/usage");

    @TempDir
    Path directory;

    static Stream<Arguments> profiles() {
        return Stream.of(ServerKind.values())
                .flatMap(server -> Profiles.all().stream().map(profile -> Arguments.of(server, profile.name())));
    }

    private static List<String> openIn(String profile) {
        return switch (profile) {
            case "cloudflare" -> List.of();
            case "free-ai" ->
                List.of("/health", "/docs", "/openapi.json", "/v1/models", "/v1/analytics", "/v1/stats/providers");
            default -> List.of("/health");
        };
    }

    @ParameterizedTest(name = "{1} on {0}")
    @MethodSource("profiles")
    void areTheProfilesAndNoOthers(ServerKind server, String profile) throws Exception {
        try (TestGateway gateway = TestGateway.start(server, profile, directory)) {
            assertThat(READS.stream().filter(path -> status(gateway, "GET", path) == 200))
                    .containsExactlyElementsOf(openIn(profile));
        }
    }

    @ParameterizedTest(name = "{1} on {0}")
    @MethodSource("profiles")
    void everyRouteAnswersAGoodKey(ServerKind server, String profile) throws Exception {
        try (TestGateway gateway = TestGateway.start(server, profile, directory)) {
            String[] credential = TestGateway.credential(profile, gateway.keys.key("good"));
            assertThat(READS).allMatch(path -> status(gateway, "GET", path, credential) == 200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBadKeyOnAnOpenRouteIsIgnored(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.start(server, "free-ai", directory)) {
            assertThat(status(gateway, "GET", "/v1/models", "Authorization", "Bearer nonsense"))
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theQueryDoesNotMatter(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.start(server, "standard", directory)) {
            assertThat(status(gateway, "GET", "/health?verbose=1")).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void neighboursAreProtected(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.start(server, "standard", directory)) {
            assertThat(Stream.of(
                            "/health/", "/HEALTH", "//health", "/health/x", "/health;x=1", "/health%2f", "/%68ealth"))
                    .allMatch(path -> status(gateway, "GET", path) >= 400);
        }
    }

    @ParameterizedTest
    @EnumSource
    void otherMethodsAreProtected(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.start(server, "standard", directory)) {
            assertThat(Stream.of("HEAD", "POST", "PUT", "OPTIONS"))
                    .allMatch(method -> status(gateway, method, "/health") == 401);
        }
    }

    private static int status(TestGateway gateway, String method, String path, String... headers) {
        try {
            return gateway.client
                    .send(method, path, BodyPublishers.noBody(), headers)
                    .statusCode();
        } catch (Exception e) {
            throw new AssertionError(method + " " + path, e);
        }
    }
}
