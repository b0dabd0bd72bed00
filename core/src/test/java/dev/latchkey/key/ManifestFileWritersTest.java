package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several writers at once, and writers that die. */
@Timeout(180)
class ManifestFileWritersTest {
    private static final int THREADS = 4;
    private static final int EACH = 15;
    private static final int KILLS = 20;

    @TempDir
    Path folder;

    @Test
    void threadsThatWriteAtOnceAllKeepTheirChanges() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Callable<Void>> writers = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            String prefix = "t" + i + "-";
            writers.add(() -> {
                ManifestFile own = ManifestFile.at(path());
                for (int n = 0; n < EACH; n++) {
                    ManifestWriter.add(own, prefix + n, "x");
                }
                return null;
            });
        }
        for (Future<Void> done : threads.invokeAll(writers)) {
            done.get();
        }
        threads.shutdown();
        assertThat(labels()).hasSize(THREADS * EACH);
    }

    @Test
    void processesThatWriteAtOnceAllKeepTheirChanges() throws Exception {
        Process one = start("one-", EACH, 1);
        Process two = start("two-", EACH, 1);
        for (int n = 0; n < EACH; n++) {
            ManifestWriter.add(file(), "own-" + n, "x");
        }
        assertThat(one.waitFor()).as(errors()).isZero();
        assertThat(two.waitFor()).as(errors()).isZero();
        assertThat(labels()).hasSize(3 * EACH);
    }

    @Test
    void aWriterThatIsKilledAtAnyPointLosesNothingThatItHasAcknowledged() throws Exception {
        Random random = new Random(7);
        TreeSet<String> acknowledged = new TreeSet<>();
        for (int round = 0; round < KILLS; round++) {
            acknowledged.addAll(acknowledgedUntilKilled(round, random));
            assertThat(labels()).as("after kill %d; %s", round, errors()).containsAll(acknowledged);
        }
        ManifestWriter.add(file(), "last", "x");
        assertThat(leftovers()).isEmpty();
    }

    /** Lets it acknowledge a few changes, and kills it a random instant into a later one. */
    private List<String> acknowledgedUntilKilled(int round, Random random) throws Exception {
        Process writer = start("r" + round + "-", 1_000_000, 8_000);
        List<String> acknowledged = new ArrayList<>();
        try (BufferedReader answers = writer.inputReader()) {
            for (int n = random.nextInt(1, 4); n > 0; n--) {
                String label = answers.readLine();
                assertThat(label).as(errors()).isNotNull();
                acknowledged.add(label);
            }
            LockSupport.parkNanos(random.nextInt(8_000_000));
            // Not of the process itself, which would close the answers too.
            assertThat(writer.toHandle().destroyForcibly()).isTrue();
            answers.lines().forEach(acknowledged::add);
        }
        assertThat(writer.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return acknowledged;
    }

    private Process start(String prefix, int count, int filling) throws IOException {
        return ManifestWriter.process(
                        folder.resolve("errors"),
                        path().toString(),
                        prefix,
                        String.valueOf(count),
                        String.valueOf(filling))
                .start();
    }

    private String errors() throws IOException {
        Path errors = folder.resolve("errors");
        return Files.exists(errors) ? Files.readString(errors) : "";
    }

    private List<Path> leftovers() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".tmp")).toList();
        }
    }

    private List<String> labels() {
        return file().records().stream().map(KeyRecord::label).toList();
    }

    private ManifestFile file() {
        return ManifestFile.at(path());
    }

    private Path path() {
        return folder.resolve("keys.json");
    }
}
