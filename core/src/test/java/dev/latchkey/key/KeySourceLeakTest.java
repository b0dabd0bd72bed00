package dev.latchkey.key;

import static dev.latchkey.key.Digests.A;
import static dev.latchkey.key.Digests.B;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A key that somebody put in the wrong place shows up in no message, no stack trace, no log line and no toString. */
@Timeout(60)
class KeySourceLeakTest {
    private static final List<String> CANARIES = List.of(
            "gw_sk_CanaryCanary0123456789abcdefXYZ",
            "gw-CanaryCanary0123456789abcdefXYZ_-CanaryCanary0123456789abcd",
            "llmgtwy_canarycanarycanarycanarycanary",
            "Xq7pL2mN9vB4kR8tY1wZ3cF6hJ0dS5gA");

    static Stream<String> ringsWithACanary() {
        return CANARIES.stream()
                .flatMap(key -> Stream.of(
                        key,
                        key + ":name",
                        "name:" + key,
                        key + ":" + A,
                        key + ":" + A.substring(1),
                        key + ": " + A,
                        key + ":" + A + "," + key + ":" + B,
                        "a:" + A + "," + key + ":" + A,
                        key + ":" + Digests.hex("test"),
                        A + ":" + key,
                        "# " + key + ":" + A,
                        key + ":" + A + "\0",
                        "\uFEFF\uFEFF" + key,
                        key + ":$argon2id$v=19$m=1$x$y",
                        "name:$argon2id$v=19$" + key,
                        "name:$argon2id$v=19$m=19456,t=2,p=1$" + key + "$" + key,
                        key.repeat(200),
                        key + " " + A));
    }

    static Stream<String> manifestsWithACanary() {
        return CANARIES.stream().flatMap(KeySourceLeakTest::manifestsWith);
    }

    private static Stream<String> manifestsWith(String key) {
        String text = "\"" + key + "\"";
        Stream<String> wrongRoots = Stream.of(
                key,
                text,
                "[" + text + "]",
                "{" + key,
                "{" + text + ": 1}",
                "{\"version\": " + text + "}",
                "{\"version\": 1, " + text + ": {}, \"entries\": []}",
                "{\"version\": 1, \"updated_at\": " + text + ", \"entries\": []}",
                "{\"version\": 1, \"entries\": {" + text + ": 1}}",
                "{\"version\": 1, \"entries\": [" + text + "]}",
                KeyManifestTest.manifest() + key);
        Stream<String> wrongMembers = Stream.of(
                        text + ": 1",
                        text + ": 1, " + text + ": 2",
                        "\"status\": " + text,
                        "\"scheme\": " + text,
                        "\"scheme\": \"hmac:" + key + ":x\"",
                        "\"created_at\": " + text,
                        "\"expires_at\": [" + text + "]",
                        "\"argon2id\": " + text,
                        "\"scopes\": " + text,
                        "\"scopes\": [" + text + ", " + text + "]",
                        "\"scopes\": [\"" + key + "\\\\\"]",
                        "\"user\": \"" + key + "\\n\"",
                        "\"name\": {" + text + ": 1}",
                        "\"metadata\": " + text,
                        "\"metadata\": {" + text + ": 1, " + text + ": 2}",
                        "\"metadata\": {" + text + ": " + "[".repeat(100),
                        "\"label\": " + text,
                        "\"sha256\": " + text,
                        "\"status\": " + key,
                        "\"status\": 'x" + key)
                .map(member -> KeyManifestTest.manifest(KeyManifestTest.entry("a", A, ", " + member)));
        Stream<String> wrongEntries = Stream.of(
                        KeyManifestTest.entry("a", key, ""),
                        KeyManifestTest.entry(key, key, ""),
                        KeyManifestTest.entry(key, A, ", \"status\": 1"),
                        "{\"label\": " + text + "}",
                        KeyManifestTest.entry(key, A, "") + ", " + KeyManifestTest.entry(key, A, ""))
                .map(KeyManifestTest::manifest);
        return Stream.of(wrongRoots, wrongMembers, wrongEntries).flatMap(all -> all);
    }

    @ParameterizedTest
    @MethodSource("ringsWithACanary")
    void aStrictRingTellsNothing(String text) {
        assertSilent(() -> KeyRing.parse(text));
    }

    @ParameterizedTest
    @MethodSource("ringsWithACanary")
    void aCompatibleRingTellsNothing(String text) {
        assertSilent(() -> KeyRing.compatibleRing(text));
    }

    @ParameterizedTest
    @MethodSource("ringsWithACanary")
    void aVariableTellsNothing(String text) {
        assertSilent(() -> KeyRing.fromEnvironment("RING", Map.of("RING", text)::get));
    }

    @ParameterizedTest
    @MethodSource("manifestsWithACanary")
    void aManifestTellsNothing(String json) {
        assertSilent(() -> KeyManifest.parse(json));
    }

    @Test
    void aLegacyKeyTellsNothing() {
        for (String key : CANARIES) {
            assertSilent(() -> KeyRing.ofPlaintext("legacy", key + " "));
            assertSilent(() -> KeyRing.ofPlaintext("legacy", key.repeat(20)));
            assertSilent(() -> KeyRing.ofPlaintext(key + " ", "k"));
            assertSilent(() -> KeyRing.ofPlaintext("legacy", key));
        }
    }

    @ParameterizedTest
    @MethodSource("ringsWithACanary")
    void aFileTellsNothing(String text, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("keys.txt"), text);
        assertSilent(() -> watchAndClose(file));
    }

    @Test
    void aReloadTellsNothing(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("keys.txt"), "a:" + A);
        try (CapturedLog log = new CapturedLog();
                KeyFile watched = KeyFile.watch(file, RingReading.STRICT)) {
            Files.writeString(file, "a:" + A + "\n" + CANARIES.get(0) + ":" + B);
            Eventually.await("a refusal", () -> watched.lastError().isPresent());
            assertThat(watched.lastError().orElseThrow() + log.lines()).doesNotContain(CANARIES);
        }
    }

    private static String watchAndClose(Path file) {
        try (KeyFile watched = KeyFile.watch(file, RingReading.STRICT)) {
            return watched + " " + watched.table() + watched.lastError();
        }
    }

    private static void assertSilent(Supplier<Object> reading) {
        try (CapturedLog log = new CapturedLog()) {
            String told = toldBy(reading);
            assertThat(told + log.lines()).doesNotContain(CANARIES);
        }
    }

    private static String toldBy(Supplier<Object> reading) {
        try {
            Object read = reading.get();
            return read instanceof KeyRing ring ? ring + ring.table().toString() + ring.records() : read.toString();
        } catch (IllegalArgumentException e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            return trace.toString();
        }
    }
}
