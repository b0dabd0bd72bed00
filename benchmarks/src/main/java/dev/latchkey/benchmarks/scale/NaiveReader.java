package dev.latchkey.benchmarks.scale;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** Ring text read as it is usually written: lines, split at the colon, digits checked, into a map. */
final class NaiveReader {
    private static final int DIGEST_BYTES = 32;

    private NaiveReader() {}

    /** What a digest stands for. */
    static final class Entry {
        final String label;
        final byte[] digest;

        Entry(String label, byte[] digest) {
            this.label = label;
            this.digest = digest;
        }
    }

    static Map<String, Entry> read(Path file) throws IOException {
        Map<String, Entry> entries = new HashMap<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            int colon = line.indexOf(':');
            String digits = line.substring(colon + 1);
            byte[] digest = HexFormat.of().parseHex(digits);
            if (digest.length != DIGEST_BYTES) {
                throw new IOException("expected 64 hex digits, found " + digits.length());
            }
            entries.put(digits, new Entry(line.substring(0, colon), digest));
        }
        return entries;
    }
}
