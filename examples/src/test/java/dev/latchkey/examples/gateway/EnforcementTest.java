package dev.latchkey.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --enforcement} in a profile that has nothing else to say about it. */
class EnforcementTest {
    @TempDir
    Path directory;

    @ParameterizedTest(name = "{0}, enforcement {1}: a {2} key gets {3}")
    @CsvSource({
        "JETTY, on, good, 200", "JETTY, on, expired, 401", "JETTY, off, expired, 200", "JETTY, observe, expired, 200",
        "NETTY, on, good, 200", "NETTY, on, expired, 401", "NETTY, off, expired, 200", "NETTY, observe, expired, 200",
    })
    void decidesWhetherABadKeyIsRefused(ServerKind server, String enforcement, String label, int status)
            throws Exception {
        try (TestGateway gateway = start(server, enforcement)) {
            assertThat(gateway.client
                            .get("/v1/echo", credential(gateway, label))
                            .statusCode())
                    .isEqualTo(status);
        }
    }

    @ParameterizedTest(name = "{0}, enforcement {1}")
    @CsvSource({"JETTY, off", "JETTY, observe", "NETTY, off", "NETTY, observe"})
    void withoutItNobodyHasAnIdentity(ServerKind server, String enforcement) throws Exception {
        try (TestGateway gateway = start(server, enforcement)) {
            assertThat(gateway.client
                            .get("/v1/echo", credential(gateway, "good"))
                            .body())
                    .contains("\"principal\":null");
        }
    }

    @ParameterizedTest(name = "{0}, enforcement {1}")
    @CsvSource({"JETTY, off", "JETTY, observe", "NETTY, off", "NETTY, observe"})
    void withoutItTheCredentialGoesOnToTheUpstream(ServerKind server, String enforcement) throws Exception {
        try (TestGateway gateway = start(server, enforcement)) {
            String echo =
                    gateway.client.get("/v1/echo", credential(gateway, "good")).body();
            assertThat(echo.contains(gateway.keys.key("good"))).isTrue();
        }
    }

    private TestGateway start(ServerKind server, String enforcement) throws Exception {
        return TestGateway.start(server, "standard", directory, "--enforcement", enforcement);
    }

    private static String[] credential(TestGateway gateway, String label) {
        return TestGateway.credential("standard", gateway.keys.key(label));
    }
}
