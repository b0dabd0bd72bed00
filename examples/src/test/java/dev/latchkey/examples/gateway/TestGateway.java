package dev.latchkey.examples.gateway;

import dev.latchkey.examples.http.Client;
import dev.latchkey.examples.http.TestKeys;
import dev.latchkey.profile.Profiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A gateway in this process on a free port, started from a command line, with keys in every state. */
final class TestGateway implements AutoCloseable {
    final TestKeys keys;
    final Path manifest;
    final Client client;
    private final RunningGateway running;

    private TestGateway(TestKeys keys, Path manifest, RunningGateway running) {
        this.keys = keys;
        this.manifest = manifest;
        this.running = running;
        this.client = new Client(running.port());
    }

    static TestGateway start(ServerKind server, String profile, Path directory, String... more) throws Exception {
        return start(server, profile, directory, Map.of(), more);
    }

    static TestGateway start(
            ServerKind server, String profile, Path directory, Map<String, String> environment, String... more)
            throws Exception {
        TestKeys keys = new TestKeys(Profiles.named(profile).orElseThrow().keyFormat()).mintEveryState();
        return start(server, profile, keys, directory.resolve(server + "-" + profile + ".json"), environment, more);
    }

    static TestGateway start(
            ServerKind server,
            String profile,
            TestKeys keys,
            Path manifest,
            Map<String, String> environment,
            String... more)
            throws IOException, UsageException {
        keys.writeTo(manifest);
        List<String> arguments = new ArrayList<>(List.of("--profile", profile, "--port", "0"));
        arguments.addAll(
                List.of("--server", server.name().toLowerCase(Locale.ROOT), "--manifest", manifest.toString()));
        arguments.addAll(List.of(more));
        Options options = CommandLine.parse(arguments).orElseThrow();
        return new TestGateway(keys, manifest, RunningGateway.start(options, environment));
    }

    int port() {
        return running.port();
    }

    /** The header in which this profile's clients send their key, and its value. */
    static String[] credential(String profile, String key) {
        return new String[] {profile.equals("cloudflare") ? "cf-aig-authorization" : "Authorization", "Bearer " + key};
    }

    @Override
    public void close() {
        running.close();
    }
}
