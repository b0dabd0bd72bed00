package dev.latchkey.manage;

import dev.latchkey.key.KeyId;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A program that manages the keys in a manifest: it issues one after the other, and switches each off at once; it prints the
 * id of each once that is done. Arguments: the file, and how the ids begin.
 */
final class ManifestIssuer {
    /** What a line begins with that says of an id that it is done; others are the log's. */
    private static final String DONE = "done ";

    private ManifestIssuer() {}

    /** The ids in what it has printed. */
    static Stream<String> done(Stream<String> lines) {
        return lines.filter(line -> line.startsWith(DONE)).map(line -> line.substring(DONE.length()));
    }

    public static void main(String[] arguments) {
        try (KeyRepository repository = ManifestKeyRepository.open(Path.of(arguments[0]));
                KeyDirectory directory = KeyDirectory.follow(repository)) {
            KeyLifecycle keys = KeyLifecycle.builder(directory).build();
            for (int i = 0; ; i++) {
                KeyId id = new KeyId(arguments[1] + i);
                keys.issue("test", key -> key.id(id).name("x".repeat(200)));
                keys.deactivate("test", id);
                System.out.println(DONE + id);
            }
        }
    }

    /** A process that runs it, its errors in a file. */
    static ProcessBuilder process(Path errors, Path file, String prefix) {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                ManifestIssuer.class.getName(),
                file.toString(),
                prefix);
        return new ProcessBuilder(command).redirectError(errors.toFile());
    }
}
