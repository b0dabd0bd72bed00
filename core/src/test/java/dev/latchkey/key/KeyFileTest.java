package dev.latchkey.key;

import static dev.latchkey.key.Digests.A;
import static dev.latchkey.key.Digests.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class KeyFileTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "\uFEFF", " \r\n\t", "\uFEFF\n  "})
    void aFileThatBeginsWithABraceIsAManifest(String before) throws IOException {
        assertThat(served(before + "{\"version\": 1, \"entries\": [{\"label\": \"a\", \"sha256\": \"" + A + "\"}]}"))
                .isEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\uFEFF", " \r\n\t", "\uFEFF\n  "})
    void anyOtherFileIsRingText(String before) throws IOException {
        assertThat(served(before + "a:" + A)).isEqualTo("a");
    }

    @Test
    void ringTextIsReadInTheReadingGiven() throws IOException {
        Path file = write("oops,free label:" + A);
        try (KeyFile watched = KeyFile.watch(file, RingReading.COMPATIBLE)) {
            assertThat(Digests.has(watched.table(), A)).isTrue();
        }
        refused(file).withMessageContaining("entry 1: ");
    }

    @Test
    void whatTheCompatibleReadingDroppedIsTold() throws IOException {
        Path file = write("oops,free label:" + A);
        try (CapturedLog log = new CapturedLog();
                KeyFile watched = KeyFile.watch(file, RingReading.COMPATIBLE)) {
            assertThat(watched.lastError()).isEmpty();
            assertThat(log.warnings()).singleElement().asString().contains("1 entry dropped");
        }
    }

    @Test
    void aMissingFileIsRefusedByName() {
        refused(folder.resolve("absent.txt")).withMessageContaining("absent.txt: no such file; create it");
    }

    @Test
    void aDirectoryIsRefused() {
        refused(folder).withMessageContaining("a directory; name a file in it");
    }

    @Test
    void aLinkToNowhereIsRefused() throws IOException {
        refused(Files.createSymbolicLink(folder.resolve("link"), folder.resolve("absent")))
                .withMessageContaining("no such file");
    }

    @ParameterizedTest
    @EnumSource
    void aFileWithoutKeysIsRefusedInEitherReading(RingReading reading) throws IOException {
        Path file = write("\n , \n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyFile.watch(file, reading))
                .withMessageContaining("keys.txt: ")
                .withMessageContaining("empty");
    }

    @Test
    void aFileOfDroppedEntriesIsRefusedWithTheirPositions() throws IOException {
        Path file = write("oops,nope");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyFile.watch(file, RingReading.COMPATIBLE))
                .withMessageContaining("2 entries dropped, for being no SHA-256 digest (1, 2)");
    }

    @Test
    void aBrokenManifestIsRefusedByPosition() throws IOException {
        refused(write("{\"version\": 1, \"entries\": [{\"label\": \"a\"}]}"))
                .withMessageContaining("entry 1: expected");
    }

    @Test
    void nothingButBlanksIsRefusedBeforeItIsAllRead() throws IOException {
        refused(write(" ".repeat(1 << 17))).withMessageContaining("blanks");
    }

    @Test
    void aPipeIsRefusedWithoutWaitingForItsWriter() throws Exception {
        Path pipe = folder.resolve("pipe");
        Process mkfifo = new ProcessBuilder("mkfifo", pipe.toString()).start();
        assertThat(mkfifo.waitFor(10, TimeUnit.SECONDS)).isTrue();
        refused(pipe).withMessageContaining("not a regular file, but a device or a pipe");
    }

    @Test
    void aDeviceWithoutEndIsRefused() {
        assumeThat(Path.of("/dev/zero")).exists();
        refused(Path.of("/dev/zero")).withMessageContaining("/dev/zero: not a regular file");
    }

    @Test
    void aLinkToADeviceIsRefused() throws IOException {
        assumeThat(Path.of("/dev/zero")).exists();
        refused(Files.createSymbolicLink(folder.resolve("link"), Path.of("/dev/zero")))
                .withMessageContaining("not a regular file");
    }

    @Test
    void aFileAboveOneGibibyteIsRefusedUnread() throws IOException {
        Path file = folder.resolve("huge");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(RegularFile.MAX_BYTES + 1);
        }
        refused(file).withMessageContaining("larger than 1073741824 bytes");
    }

    @Test
    void aLineWithoutEndIsRefusedAtItsBeginning() throws IOException {
        Path file = folder.resolve("huge");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.write(("a:" + A + "\n" + "x".repeat(5000)).getBytes(StandardCharsets.US_ASCII));
            sparse.setLength(RegularFile.MAX_BYTES);
        }
        refused(file).withMessageContaining("entry 2: longer than 4096 bytes");
    }

    @Test
    void leftoversBesideTheFileAreNeverRead() throws IOException {
        Path file = write("a:" + A);
        Files.writeString(folder.resolve("keys.txt.tmp"), "b:" + B);
        Files.writeString(folder.resolve(".keys.txt.12345"), "b:" + B);
        try (KeyFile watched = KeyFile.watch(file, RingReading.STRICT)) {
            assertThat(Digests.has(watched.table(), B)).isFalse();
        }
    }

    @Test
    void itPrintsItsNameAndSize() throws IOException {
        try (KeyFile watched = KeyFile.watch(write("a:" + A), RingReading.STRICT)) {
            assertThat(watched.toString()).startsWith("KeyFile[key file ").endsWith("keys.txt, 1 keys]");
        }
    }

    @Test
    void aNameWithControlCharactersIsEscaped() {
        refused(folder.resolve("a\r\nb\u001b\"c")).withMessageContaining("a\\u000d\\u000ab\\u001b\\u0022c");
    }

    private String served(String content) throws IOException {
        try (KeyFile watched = KeyFile.watch(write(content), RingReading.STRICT)) {
            return watched.table().find(KeyHash.parse(A)).orElseThrow().record().label();
        }
    }

    private Path write(String content) throws IOException {
        return Files.writeString(folder.resolve("keys.txt"), content);
    }

    private static ThrowableAssertAlternative<IllegalArgumentException> refused(Path file) {
        return assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyFile.watch(file, RingReading.STRICT).close());
    }
}
