package dev.latchkey.key;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A program that adds keys to a manifest one by one, and prints each label once it is in. Arguments: the file, how the
 * labels begin, how many keys; each entry's metadata is as long as a fourth argument asks for.
 */
final class ManifestWriter {
    private ManifestWriter() {}

    public static void main(String[] arguments) throws IOException {
        ManifestFile file = ManifestFile.at(Path.of(arguments[0]));
        String filling = "x".repeat(arguments.length > 3 ? Integer.parseInt(arguments[3]) : 1);
        for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
            add(file, arguments[1] + i, filling);
            System.out.println(arguments[1] + i);
        }
    }

    static void add(ManifestFile file, String label, String filling) throws IOException {
        KeySecret secret = KeySecret.digest(KeyHash.parse(Digests.hex(label)));
        file.change(draft -> {
            draft.add(label, secret, Map.of("metadata", Map.of("filling", filling)));
            return "";
        });
    }

    /** A process that runs it, its errors in a file. */
    static ProcessBuilder process(Path errors, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                ManifestWriter.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(errors.toFile());
    }
}
