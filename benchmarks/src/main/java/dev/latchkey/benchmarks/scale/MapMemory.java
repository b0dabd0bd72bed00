package dev.latchkey.benchmarks.scale;

import dev.latchkey.benchmarks.Checked;
import dev.latchkey.benchmarks.Figures;
import java.io.IOException;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.Map;

/**
 * Bytes on the heap for each key in a map from hexadecimal digits to a record with a label, as it is usually written.
 * Arguments: the number of keys, the file for results.
 */
public final class MapMemory {
    private MapMemory() {}

    /** Measures and writes. */
    public static void main(String[] args) throws IOException, NoSuchAlgorithmException {
        int keys = Integer.parseInt(args[0]);
        Figures figures = new Figures(Path.of(args[1]));
        Path text = RingText.write(keys, true);
        long before = Heap.used();
        Map<String, NaiveReader.Entry> map = NaiveReader.read(text);
        double perKey = (double) (Heap.used() - before) / keys;
        Checked.that(map.size() == keys, "all keys are in the map");
        figures.add("memory.map." + keys + ".loaded", perKey, "B/key");
        figures.write();
    }
}
