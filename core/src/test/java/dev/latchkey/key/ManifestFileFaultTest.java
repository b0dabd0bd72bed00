package dev.latchkey.key;

import static dev.latchkey.key.Digests.A;
import static dev.latchkey.key.KeyManifestTest.entry;
import static dev.latchkey.key.KeyManifestTest.manifest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.latchkey.quota.TimeSource;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the file system refuses is told, and the old file stays. */
@Timeout(60)
class ManifestFileFaultTest {
    private static final String BEFORE = manifest(entry("a", A, ""));

    @TempDir
    Path folder;

    /** A bound on file sizes stands in for the full disk: the write fails part-way either way. */
    @Test
    void aDiskThatIsFullIsToldAndTheOldFileIsIntact() throws Exception {
        Files.writeString(path(), BEFORE);
        Path errors = folder.resolve("errors");
        List<String> shell = new ArrayList<>(List.of("sh", "-c", "ulimit -f 8; exec \"$@\"", "sh"));
        shell.addAll(ManifestWriter.process(errors, path().toString(), "k", "1", "8000")
                .command());
        for (int i = 0; i < 3; i++) {
            ManifestWriter.add(ManifestFile.at(path()), "before" + i, "x".repeat(8000));
        }
        String before = Files.readString(path());
        Process writer =
                new ProcessBuilder(shell).redirectError(errors.toFile()).start();
        assertThat(writer.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(errors).content().contains("IOException: key manifest ").contains("keys.json: cannot be changed: ");
        assertThat(path()).content().isEqualTo(before);
        assertThat(names()).containsExactlyInAnyOrder("keys.json", ".keys.json.lock", "errors");
    }

    @Test
    void aDirectoryThatIsReadOnlyIsToldAndTheOldFileIsIntact() throws IOException {
        Files.writeString(path(), BEFORE);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            assumeThat(Files.isWritable(folder))
                    .as("this user may write anywhere")
                    .isFalse();
            refused(ManifestFile.at(path()), "access denied; let this process write the file and its directory");
            assertThat(path()).content().isEqualTo(BEFORE);
        } finally {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    /** The kernel's own directory takes no files, whoever asks. */
    @Test
    void aDirectoryThatTakesNoFilesIsTold() {
        assumeThat(Path.of("/proc/self")).exists();
        assertThatIOException()
                .isThrownBy(() -> ManifestWriter.add(ManifestFile.at(Path.of("/proc/self/keys.json")), "b", "x"))
                .withMessageContaining("keys.json: cannot be changed: ");
    }

    @Test
    void aWriterWaitsForAnotherOneOnlySoLong() throws IOException {
        try (FileChannel other = FileChannel.open(
                folder.resolve(".keys.json.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            assertThat(other.lock().isValid()).isTrue();
            refused(
                    ManifestFile.at(path(), TimeSource.system(), Duration.ZERO),
                    "other writers have had it for 0 seconds; try again");
        }
    }

    @Test
    void aLinkToNowhereIsRefused() throws IOException {
        Files.createSymbolicLink(path(), folder.resolve("absent.json"));
        refused(ManifestFile.at(path()), "no such");
        assertThat(path()).isSymbolicLink();
    }

    private static void refused(ManifestFile file, String problem) {
        assertThatIOException()
                .isThrownBy(() -> ManifestWriter.add(file, "b", "x"))
                .withMessageContaining("keys.json: cannot be changed: " + problem);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private Path path() {
        return folder.resolve("keys.json");
    }
}
