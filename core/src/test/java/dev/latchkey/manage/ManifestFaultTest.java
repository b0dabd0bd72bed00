package dev.latchkey.manage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.latchkey.manage.Office.Held;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A manifest that cannot be read or written: what was good last stays, nothing is overwritten, and who asks is told. */
@Timeout(120)
class ManifestFaultTest {
    @TempDir
    Path folder;

    private Office office;
    private Held held;

    @BeforeEach
    void open() {
        office = new Office(ManifestKeyRepository.open(path()));
        held = office.issue();
    }

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void aBrokenEditKeepsTheLastGoodKeysAndIsNotOverwritten() throws IOException {
        String good = Files.readString(path());
        String broken = good.replace("\"active\"", "\"activ\"");
        Files.writeString(path(), broken);
        isUnavailable(() -> office.keys.deactivate(Office.ACTOR, held.id()))
                .withMessageContaining("keys.json: entry 1");
        isUnavailable(() -> office.issue());
        catchUpQuietly();
        isUnavailable(() -> office.directory.catchUp());
        assertThat(office.letsIn(held.text())).isTrue();
        assertThat(office.keys.get(held.id())).isPresent();
        assertThat(path()).content().isEqualTo(broken);
        Files.writeString(path(), good);
        office.keys.deactivate(Office.ACTOR, held.id());
        assertThat(office.letsIn(held.text())).isFalse();
    }

    @Test
    void aFileThatIsGoneIsNotMadeAnew() throws IOException {
        String good = Files.readString(path());
        Files.delete(path());
        isUnavailable(() -> office.issue());
        assertThat(path()).doesNotExist();
        assertThat(office.letsIn(held.text())).isTrue();
        Files.writeString(path(), good);
        assertThat(office.letsIn(office.issue().text())).isTrue();
    }

    @Test
    void aFileWithoutKeysIsAnAccident() throws IOException {
        Files.writeString(path(), "{\"version\": 1, \"entries\": []}");
        isUnavailable(() -> office.issue()).withMessageContaining("no keys any more");
        Files.setLastModifiedTime(path(), FileTime.from(Instant.now().minusSeconds(60)));
        catchUpQuietly();
        isUnavailable(() -> office.directory.catchUp());
        isUnavailable(() -> office.directory.catchUp());
        assertThat(office.letsIn(held.text())).isTrue();
    }

    /** What may be half-written is told at the second look. */
    private void catchUpQuietly() {
        try {
            office.directory.catchUp();
        } catch (RepositoryException e) {
            assertThat(e).hasMessageContaining("keys");
        }
    }

    @Test
    void aBrokenFileIsRefusedAtTheStart() throws IOException {
        Files.writeString(path(), "{\"version\": 1, \"entries\": [{}]}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ManifestKeyRepository.open(path()))
                .withMessageContaining("keys.json: entry 1: expected the member label");
    }

    @Test
    void aReadOnlyDirectoryIsTold() throws IOException {
        String before = Files.readString(path());
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            assumeThat(Files.isWritable(folder))
                    .as("this user may write anywhere")
                    .isFalse();
            isUnavailable(() -> office.keys.revoke(Office.ACTOR, held.id()))
                    .withMessageContaining("let this process write");
            assertThat(office.letsIn(held.text())).isTrue();
            assertThat(path()).content().isEqualTo(before);
        } finally {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    /** The kernel's own directory takes no files, whoever asks. */
    @Test
    void aDirectoryThatTakesNoFilesIsTold() {
        assumeThat(Path.of("/proc/self")).exists();
        try (Office nowhere = new Office(ManifestKeyRepository.open(Path.of("/proc/self/keys.json")))) {
            isUnavailable(nowhere::issue).withMessageContaining("keys.json: cannot be changed: ");
            assertThat(nowhere.keys.list(KeyFilter.all(), 0, 10)).isEmpty();
        }
    }

    /** A bound on file sizes stands in for the full disk: the write fails part-way either way. */
    @Test
    void aDiskThatIsFullIsToldAndEveryAcknowledgedKeyIsThere() throws Exception {
        Path errors = folder.resolve("errors");
        List<String> shell = new ArrayList<>(List.of("sh", "-c", "ulimit -f 16; exec \"$@\"", "sh"));
        shell.addAll(ManifestIssuer.process(errors, path(), "k").command());
        Process issuer =
                new ProcessBuilder(shell).redirectError(errors.toFile()).start();
        List<String> acknowledged =
                ManifestIssuer.done(issuer.inputReader().lines()).toList();
        assertThat(issuer.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(errors).content().contains("RepositoryException").contains("keys.json: cannot be changed: ");
        assertThat(acknowledged).isNotEmpty();
        assertThat(office.keys.list(KeyFilter.all(), 0, 1000))
                .extracting(key -> key.id().value())
                .containsAll(acknowledged);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrder("keys.json", ".keys.json.lock", "errors");
        }
    }

    private static ThrowableAssertAlternative<RepositoryException> isUnavailable(ThrowingCallable change) {
        return assertThatExceptionOfType(RepositoryException.class).isThrownBy(change);
    }

    private Path path() {
        return folder.resolve("keys.json");
    }
}
