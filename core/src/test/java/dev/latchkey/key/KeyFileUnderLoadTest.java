package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.quota.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class KeyFileUnderLoadTest {
    private static final int KEYS = 500;
    private static final int RELOADS = 30;
    private static final int READERS = 3;

    @TempDir
    Path folder;

    @Test
    void aReaderSeesTheOldRingOrTheNewOneAndNeverAMix() throws Exception {
        Path file = Files.writeString(folder.resolve("keys.txt"), ring(0));
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService readers = Executors.newFixedThreadPool(READERS);
        try (KeyFile watched = KeyFile.watch(file, RingReading.STRICT, Duration.ofMillis(5), TimeSource.system())) {
            List<Future<Integer>> seen = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                seen.add(readers.submit(() -> mixedTables(watched, done)));
            }
            for (int generation = 1; generation <= RELOADS; generation++) {
                reload(file, generation, watched);
            }
            done.set(true);
            for (Future<Integer> reader : seen) {
                assertThat(reader.get()).isZero();
            }
        } finally {
            readers.shutdownNow();
        }
    }

    private static int mixedTables(KeyFile watched, AtomicBoolean done) {
        int mixed = 0;
        while (!done.get()) {
            KeyTable table = watched.table();
            String generation = generationOf(table, 0);
            for (int key = 1; key < KEYS; key++) {
                mixed += generationOf(table, key).equals(generation) ? 0 : 1;
            }
        }
        return mixed;
    }

    /** The digest of key {@code n} stays; its label tells the generation that it was read in. */
    private static String generationOf(KeyTable table, int n) {
        String label = table.find(DIGESTS.get(n)).orElseThrow().record().label();
        return label.substring(label.indexOf('.'));
    }

    private static final List<KeyHash> DIGESTS = IntStream.range(0, KEYS)
            .mapToObj(n -> KeyHash.parse(Digests.hex("key " + n)))
            .toList();

    private void reload(Path file, int generation, KeyFile watched) throws IOException {
        Path beside = Files.writeString(folder.resolve("beside"), ring(generation));
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        Eventually.await("the reload", () -> generationOf(watched.table(), 0).equals("." + generation));
    }

    private static String ring(int generation) {
        return IntStream.range(0, KEYS)
                .mapToObj(n -> "k" + n + "." + generation + ":" + DIGESTS.get(n).toHex())
                .collect(Collectors.joining("\n"));
    }
}
