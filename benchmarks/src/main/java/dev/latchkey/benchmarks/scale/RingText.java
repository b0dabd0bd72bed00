package dev.latchkey.benchmarks.scale;

import dev.latchkey.benchmarks.MadeUpKeys;
import dev.latchkey.benchmarks.Shuffled;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A file of ring text: a digest for each of the made-up keys, in no order, and a label unless it is to have none. */
final class RingText {
    private RingText() {}

    /** Writes a file that is deleted when the JVM ends. */
    static Path write(int keys, boolean labelled) throws IOException, NoSuchAlgorithmException {
        Path file = Files.createTempFile("ring", ".txt");
        file.toFile().deleteOnExit();
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        HexFormat hex = HexFormat.of();
        try (BufferedWriter writer = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
            for (int key : Shuffled.below(keys)) {
                byte[] text = MadeUpKeys.text(key).getBytes(StandardCharsets.US_ASCII);
                if (labelled) {
                    writer.append(label(key)).append(':');
                }
                hex.formatHex(writer, sha256.digest(text)).append('\n');
            }
        }
        return file;
    }

    /** A label as people give them: 22 characters. */
    static String label(int key) {
        String number = "000000000" + key;
        return "customer-0000-" + number.substring(number.length() - 8);
    }
}
