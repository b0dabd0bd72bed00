package dev.latchkey.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Somebody who runs the program on a manifest, at a time that stands still. */
final class Operator {
    static final Instant NOW = Instant.parse("2026-03-04T05:06:07.089Z");
    static final String A = "aa".repeat(32);
    static final String B = "bb".repeat(32);
    static final String C = "cc".repeat(32);

    final Path manifest;
    private final Map<String, String> environment = new HashMap<>();
    private Instant now = NOW;
    private String input = "";
    private String typed = "";
    private boolean interactive;

    Operator(Path folder) {
        this.manifest = folder.resolve("ops").resolve("keys.json");
    }

    /** What came of one run. */
    record Outcome(int status, String out, String err) {
        /** The lines of standard output. */
        List<String> lines() {
            return out.lines().toList();
        }

        /** The value of a {@code name=value} line. */
        String value(String name) {
            return out.lines()
                    .filter(line -> line.startsWith(name + "="))
                    .findFirst()
                    .map(line -> line.substring(name.length() + 1))
                    .orElseThrow();
        }
    }

    /** Gives standard input to the runs that follow. */
    Operator giving(String input) {
        this.input = input;
        return this;
    }

    /** Sits at a terminal from now on, and types this where a secret is asked for. */
    Operator typing(String typed) {
        this.typed = typed;
        this.interactive = true;
        return this;
    }

    Operator with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    void waits(Duration time) {
        now = now.plus(time);
    }

    /** The manifest holds these entries. */
    Operator has(String... entries) throws IOException {
        return hasText("{\"version\": 1, \"entries\": [" + String.join(",\n", entries) + "]}");
    }

    Operator hasText(String text) throws IOException {
        Files.createDirectories(manifest.getParent());
        Files.writeString(manifest, text);
        return this;
    }

    static String entry(String label, String sha256, String more) {
        return "{\"label\": \"" + label + "\", \"sha256\": \"" + sha256 + "\"" + more + "}";
    }

    String text() throws IOException {
        return Files.readString(manifest);
    }

    /** Runs a command that names this manifest. */
    Outcome runs(String command, String... arguments) {
        List<String> all = new ArrayList<>(List.of(command, "--manifest", manifest.toString()));
        all.addAll(List.of(arguments));
        return runsExactly(all.toArray(new String[0]));
    }

    Outcome runsExactly(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Instant time = now;
        int status = Keyring.run(
                List.of(arguments),
                new Session(
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        interactive,
                        question -> typed,
                        environment,
                        () -> time.toEpochMilli() * 1_000_000));
        return new Outcome(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
