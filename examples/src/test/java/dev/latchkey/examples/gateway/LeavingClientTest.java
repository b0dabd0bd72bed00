package dev.latchkey.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Authenticator;
import dev.latchkey.examples.http.Client;
import dev.latchkey.examples.http.Eventually;
import dev.latchkey.examples.upstream.StandInUpstream;
import dev.latchkey.key.HashScheme;
import dev.latchkey.key.KeyPermits;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeySecret;
import dev.latchkey.key.KeySource;
import dev.latchkey.key.KeyTable;
import dev.latchkey.key.MintedKey;
import dev.latchkey.manage.KeyDirectory;
import dev.latchkey.manage.MemoryKeyRepository;
import dev.latchkey.manage.http.ManagementApi;
import dev.latchkey.profile.Profiles;
import dev.latchkey.quota.Money;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A client that hangs up amid its upload has asked no upstream for anything. */
class LeavingClientTest {
    private final MintedKey minted = Profiles.standard().keyFormat().mint();
    private final String key = minted.revealOnce();
    private final Authenticator gate = Authenticator.builder(Profiles.standard())
            .keys(KeySource.of(KeyTable.of(List.of(KeyRecord.builder(KeySecret.digest(minted.hash(HashScheme.sha256())))
                    .permits(KeyPermits.builder().usageLimit(Money.parse("10")).build())
                    .build()))))
            .routes(GatewayRoutes.of(Profiles.standard()))
            .costEstimator(call -> Money.parse("1"))
            .build();

    private String usage(GatewayServer server) throws Exception {
        return new Client(server.port())
                .get("/usage", TestGateway.credential("standard", key))
                .body();
    }

    @ParameterizedTest
    @EnumSource(ServerKind.class)
    void whatWasHeldForItsCallIsFree(ServerKind kind) throws Exception {
        StandInUpstream upstream =
                new StandInUpstream("", CatalogFile.builtIn(), gate::usage, gate::permitsModel, call -> {});
        try (KeyDirectory none = KeyDirectory.follow(new MemoryKeyRepository());
                GatewayServer server =
                        kind.start(0, gate, ManagementApi.builder(gate, none).build(), upstream)) {
            try (Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                OutputStream out = client.getOutputStream();
                out.write(("POST /v1/echo HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + key
                                + "\r\nContent-Length: 100\r\n\r\nthe beginning")
                        .getBytes(StandardCharsets.US_ASCII));
                out.flush();
                assertThat(Eventually.becomesTrue(() -> usage(server).contains("\"held\":\"1.00\"")))
                        .isTrue();
            }
            assertThat(Eventually.becomesTrue(() -> usage(server).contains("\"held\":\"0.00\"")))
                    .isTrue();
            assertThat(usage(server)).contains("\"spent\":\"0.00\"");
        }
    }
}
