package dev.latchkey.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.examples.http.Eventually;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A manifest that changes under a running gateway. */
class ManifestReloadTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void aKeyThatIsRevokedThereIsRefused(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.start(server, "transactional", directory)) {
            assertThat(status(gateway, "good")).isEqualTo(200);
            gateway.keys.revoke("good");
            gateway.keys.writeTo(gateway.manifest);
            assertThat(Eventually.becomesTrue(() -> status(gateway, "good") == 401))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aKeyThatIsAddedThereIsLetIn(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.start(server, "transactional", directory)) {
            gateway.keys.mint("new", "").writeTo(gateway.manifest);
            assertThat(Eventually.becomesTrue(() -> status(gateway, "new") == 200))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBrokenFileChangesNothingUntilItIsMended(ServerKind server) throws Exception {
        try (TestGateway gateway = TestGateway.start(server, "transactional", directory)) {
            Files.writeString(gateway.manifest, "{\"version\":1,\"entries\":[{");
            gateway.keys.mint("new", "");
            assertThat(status(gateway, "good")).isEqualTo(200);
            gateway.keys.writeTo(gateway.manifest);
            assertThat(Eventually.becomesTrue(() -> status(gateway, "new") == 200))
                    .isTrue();
        }
    }

    private static int status(TestGateway gateway, String label) throws Exception {
        return gateway.client
                .get("/usage", TestGateway.credential("transactional", gateway.keys.key(label)))
                .statusCode();
    }
}
