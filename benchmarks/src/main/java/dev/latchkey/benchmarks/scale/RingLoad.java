package dev.latchkey.benchmarks.scale;

import dev.latchkey.benchmarks.Checked;
import dev.latchkey.benchmarks.Figures;
import dev.latchkey.key.KeyRing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.NoSuchAlgorithmException;

/**
 * How long it takes to read a file of ring text: its bytes from the device and from memory, the ring that they are, and what
 * a naive reader makes of them; in turn, round after round. Arguments: the number of keys, the file for results.
 */
public final class RingLoad {
    private static final int ROUNDS = 9;
    private static final int CHUNK = 1 << 20;

    private final Path text;
    private final int keys;
    private final Figures figures;

    private RingLoad(Path text, int keys, Figures figures) {
        this.text = text;
        this.keys = keys;
        this.figures = figures;
    }

    private interface Reading {
        long read() throws IOException;
    }

    /** Measures and writes. */
    public static void main(String[] args) throws IOException, NoSuchAlgorithmException {
        int keys = Integer.parseInt(args[0]);
        Figures figures = new Figures(Path.of(args[1]));
        new RingLoad(RingText.write(keys, true), keys, figures).measure();
        figures.write();
    }

    private void measure() throws IOException {
        long size = Files.size(text);
        boolean direct = canReadFromDevice();
        double[] device = new double[ROUNDS];
        double[] memory = new double[ROUNDS];
        double[] ring = new double[ROUNDS];
        double[] naive = new double[ROUNDS];
        for (int round = -2; round < ROUNDS; round++) {
            int into = Math.max(0, round);
            if (direct) {
                device[into] = millis(size, this::readFromDevice);
            }
            memory[into] = millis(size, this::readFromMemory);
            ring[into] = millis(keys, () -> KeyRing.read(text).table().size());
            naive[into] = millis(keys, () -> NaiveReader.read(text).size());
        }
        String prefix = "load." + keys;
        if (direct) {
            figures.addMedian(prefix + ".bytes-from-device", device, "ms");
        }
        figures.addMedian(prefix + ".bytes-from-memory", memory, "ms");
        figures.addMedian(prefix + ".ring", ring, "ms");
        figures.addMedian(prefix + ".naive", naive, "ms");
    }

    /** Each reading begins with an empty heap: what the one before has left is nobody's cost. */
    private static double millis(long expected, Reading reading) throws IOException {
        Heap.used();
        long start = System.nanoTime();
        long found = reading.read();
        double millis = (System.nanoTime() - start) / 1e6;
        Checked.that(found == expected, "expected to read " + expected + ", found " + found);
        return millis;
    }

    /** Not every file system can pass its cache over. */
    private boolean canReadFromDevice() {
        try {
            readFromDevice();
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private long readFromDevice() throws IOException {
        int block = Math.toIntExact(Files.getFileStore(text).getBlockSize());
        ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK + block).alignedSlice(block);
        long size = Files.size(text);
        long total = 0;
        // No read begins behind the end: where that is no whole block, it would be refused.
        try (FileChannel channel = FileChannel.open(text, StandardOpenOption.READ, pastTheCache())) {
            while (total < size) {
                total += channel.read(buffer.clear().limit(CHUNK));
            }
        }
        return total;
    }

    /** The option by its name: javac of later JDKs warns of its class, which every JDK has. */
    private static OpenOption pastTheCache() {
        try {
            return (OpenOption) Class.forName("com.sun.nio.file.ExtendedOpenOption")
                    .getField("DIRECT")
                    .get(null);
        } catch (ReflectiveOperationException e) {
            throw new UnsupportedOperationException("this JDK cannot read past the file cache", e);
        }
    }

    private long readFromMemory() throws IOException {
        byte[] chunk = new byte[CHUNK];
        long total = 0;
        try (InputStream in = Files.newInputStream(text)) {
            for (int read = in.read(chunk); read > 0; read = in.read(chunk)) {
                total += read;
            }
        }
        return total;
    }
}
