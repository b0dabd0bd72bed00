package dev.latchkey.examples.gateway;

import dev.latchkey.examples.http.Client;
import dev.latchkey.examples.http.TestKeys;
import dev.latchkey.profile.Profiles;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** A gateway in this process on a free port, started from a command line, with keys in every state. */
final class TestGateway implements AutoCloseable {
    final TestKeys keys;
    final Path manifest;
    final Client client;
    private final String profile;
    private final RunningGateway running;

    private TestGateway(String profile, TestKeys keys, Path manifest, RunningGateway running) {
        this.profile = profile;
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
        return new TestGateway(profile, keys, manifest, RunningGateway.start(options, environment));
    }

    /** One key, called good, with further members in its entry of the manifest. */
    static TestGateway holding(ServerKind server, String profile, Path directory, String members, String... more)
            throws Exception {
        TestKeys keys = new TestKeys(Profiles.named(profile).orElseThrow().keyFormat()).mint("good", "," + members);
        return start(server, profile, keys, directory.resolve(server + ".json"), Map.of(), more);
    }

    /** Asks with the good key. */
    HttpResponse<String> get(String path, String... headers) throws Exception {
        return client.get(path, credentialAnd(headers));
    }

    /** Asks with the good key. */
    HttpResponse<String> post(String path, String body) throws Exception {
        return client.post(path, body, credentialAnd());
    }

    /** The status and the body, as one line that can be compared byte for byte. */
    static String told(HttpResponse<String> answer) {
        return answer.statusCode() + " " + answer.body();
    }

    /** A question of 8 characters, answered in 1,000,000 tokens. */
    HttpResponse<String> chat(String model) throws Exception {
        return post("/v1/chat/completions", question(model, false));
    }

    static String question(String model, boolean stream) {
        return "{\"messages\":[{\"role\":\"user\",\"content\":\"12345678\"}],\"model\":\"" + model
                + "\",\"max_tokens\":1000000,\"stream\":" + stream + "}";
    }

    private String[] credentialAnd(String... headers) {
        return Stream.of(credential(profile, keys.key("good")), headers)
                .flatMap(Stream::of)
                .toArray(String[]::new);
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
