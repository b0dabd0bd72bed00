package dev.latchkey.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.examples.http.Client;
import dev.latchkey.examples.http.Eventually;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The program as a process: what it prints, and how it ends. */
class GatewayProcessTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void printsItsKeyTwoCurlLinesAndWhereItListens(ServerKind server) throws Exception {
        try (GatewayProcess gateway = start(server)) {
            String base = "http://127.0.0.1:" + gateway.port();
            String key = gateway.printed.get(0).substring("key=".length());
            // Compared as booleans, so that a failure does not print the key.
            assertThat(gateway.printed.equals(List.of(
                            "key=" + key,
                            "curl -i -H 'Authorization: Bearer " + key + "' " + base + "/v1/models   # accepted",
                            "curl -i " + base + "/v1/models   # refused",
                            "listening on " + base)))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theKeyItPrintsIsAcceptedAndNoneIsRefused(ServerKind server) throws Exception {
        try (GatewayProcess gateway = start(server)) {
            Client client = new Client(gateway.port());
            String key = gateway.printed.get(0).substring("key=".length());
            assertThat(List.of(
                            client.get("/v1/models", "Authorization", "Bearer " + key)
                                    .statusCode(),
                            client.get("/v1/models").statusCode()))
                    .containsExactly(200, 401);
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysNothingOnStandardError(ServerKind server) throws Exception {
        try (GatewayProcess gateway = start(server)) {
            new Client(gateway.port()).get("/v1/models", "Authorization", "Bearer wrong");
            // JDK 24 and later warn about Netty's use of Unsafe; what is left would be ours.
            assertThat(Files.readAllLines(errors().toPath()))
                    .filteredOn(line -> !line.startsWith("WARNING: "))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsAtSigterm(ServerKind server) throws Exception {
        try (GatewayProcess gateway = start(server)) {
            gateway.terminate();
            assertThat(gateway.exitCode()).isIn(0, 143);
        }
    }

    @ParameterizedTest
    @EnumSource
    void finishesWhatIsInFlightAtSigterm(ServerKind server) throws Exception {
        try (GatewayProcess gateway = start(server);
                Socket client = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            String key = gateway.printed.get(0).substring("key=".length());
            OutputStream out = client.getOutputStream();
            out.write(("POST /v1/echo HTTP/1.1\r\nHost: gateway\r\nAuthorization: Bearer " + key
                            + "\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            // The 100 says that the upstream has begun to read.
            assertThat(new String(client.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 100");
            gateway.terminate();
            assertThat(Eventually.becomesTrue(() -> refusesConnections(gateway.port())))
                    .isTrue();
            out.write("hello".getBytes(StandardCharsets.US_ASCII));
            assertThat(readAll(client)).contains("HTTP/1.1 200", "\"body_bytes\":5");
        }
    }

    private static boolean refusesConnections(int port) throws IOException {
        try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return !probe.isConnected();
        } catch (ConnectException e) {
            return true;
        }
    }

    private static String readAll(Socket client) throws IOException {
        InputStream in = client.getInputStream();
        return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    }

    private GatewayProcess start(ServerKind server) throws IOException {
        return GatewayProcess.start(
                errors(), "--port", "0", "--server", server.name().toLowerCase(Locale.ROOT));
    }

    private File errors() throws IOException {
        Path file = directory.resolve("stderr");
        return Files.exists(file) ? file.toFile() : Files.createFile(file).toFile();
    }
}
