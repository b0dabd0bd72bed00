package dev.latchkey.key;

import static dev.latchkey.key.Digests.A;
import static dev.latchkey.key.Digests.B;
import static dev.latchkey.key.Digests.C;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class KeyFileReloadTest {
    @TempDir
    Path folder;

    private Path file;
    private KeyFile watched;
    private CapturedLog log;

    @BeforeEach
    void watch() throws IOException {
        file = Files.writeString(folder.resolve("keys.txt"), "a:" + A);
        log = new CapturedLog();
        watched = KeyFile.watch(file, RingReading.STRICT);
    }

    @AfterEach
    void close() {
        watched.close();
        log.close();
    }

    @Test
    void aWriteInPlaceIsServedWithinASecond() throws IOException {
        Files.writeString(file, "a:" + A + "\nb:" + B);
        assertThat(awaitServed(B)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void aFileRenamedOverItIsServedWithinASecond() throws IOException {
        replace("b:" + B);
        assertThat(awaitServed(B)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void aRevokedKeyIsGoneWithTheReload() throws IOException {
        replace("b:" + B);
        awaitServed(B);
        assertThat(Digests.has(watched.table(), A)).isFalse();
    }

    @Test
    void aRewriteOfTheSameSizeIsNoticed() throws IOException {
        Files.writeString(file, "b:" + B);
        awaitServed(B);
        assertThat(Digests.has(watched.table(), A)).isFalse();
    }

    @Test
    void aRewriteOfTheSameSizeAndTimeIsNoticed() throws IOException {
        FileTime before = Files.getLastModifiedTime(file);
        Files.writeString(file, "b:" + B);
        Files.setLastModifiedTime(file, before);
        awaitServed(B);
    }

    @Test
    void aRingMayBecomeAManifest() throws IOException {
        replace("{\"version\": 1, \"entries\": [{\"label\": \"c\", \"sha256\": \"" + C + "\"}]}");
        awaitServed(C);
    }

    @Test
    void aKubernetesSwapIsNoticed() throws IOException {
        Path volume = Files.createDirectory(folder.resolve("volume"));
        Path first = Files.createDirectory(volume.resolve("..2026_1"));
        Files.writeString(first.resolve("keys"), "a:" + A);
        Files.createSymbolicLink(volume.resolve("..data"), first.getFileName());
        Path named = Files.createSymbolicLink(volume.resolve("keys"), Path.of("..data", "keys"));
        try (KeyFile mounted = KeyFile.watch(named, RingReading.STRICT)) {
            Path second = Files.createDirectory(volume.resolve("..2026_2"));
            Files.writeString(second.resolve("keys"), "b:" + B);
            Files.createSymbolicLink(volume.resolve("..data_tmp"), second.getFileName());
            Files.move(volume.resolve("..data_tmp"), volume.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
            Files.delete(first.resolve("keys"));
            Files.delete(first);
            Eventually.await("the swap is served", () -> Digests.has(mounted.table(), B));
            assertThat(mounted.lastError()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "oops", "{", "{\"version\": 1, \"entries\": []}"})
    void aBrokenChangeKeepsTheLastGoodTable(String content) throws IOException {
        replace(content);
        awaitError();
        assertThat(Digests.has(watched.table(), A)).isTrue();
    }

    @Test
    void oneBadEntryOfAReloadRefusesItWhole() throws IOException {
        replace("b:" + B + "\nc:" + C + "1");
        awaitError();
        assertThat(Digests.has(watched.table(), B)).isFalse();
        assertThat(watched.lastError().orElseThrow()).contains("keys.txt: entry 2: expected 64 hex digits, found 65");
    }

    @Test
    void aFileThatVanishesKeepsTheLastGoodTableAndSaysSo() throws IOException {
        Files.delete(file);
        awaitError();
        assertThat(watched.lastError().orElseThrow()).contains("no such file");
        assertThat(Digests.has(watched.table(), A)).isTrue();
    }

    @Test
    void aFileThatBecomesADirectoryKeepsTheLastGoodTable() throws IOException {
        Files.delete(file);
        Files.createDirectory(file);
        Eventually.await("a refusal", () -> watched.lastError().orElse("").contains("a directory"));
        assertThat(Digests.has(watched.table(), A)).isTrue();
    }

    @Test
    void aFileThatComesBackUnchangedIsGoodAgain() throws IOException {
        Path away = folder.resolve("away");
        Files.move(file, away);
        awaitError();
        Files.move(away, file);
        Eventually.await("no error", () -> watched.lastError().isEmpty());
    }

    @Test
    void theErrorStaysUntilAGoodLoad() throws IOException {
        replace("oops");
        awaitError();
        replace("b:" + B);
        awaitServed(B);
        assertThat(watched.lastError()).isEmpty();
    }

    @Test
    void oneFailureIsOneWarning() throws IOException {
        replace("oops");
        awaitError();
        replace("c:" + C + "\noops");
        Eventually.await("another refusal", () -> watched.lastError().orElse("").contains("entry 2"));
        replace("b:" + B);
        awaitServed(B);
        assertThat(log.warnings()).hasSize(2).allMatch(line -> line.endsWith("keeping the last good table of 1 keys"));
    }

    @Test
    void aReloadIsLoggedByCountAndNeverByLabel() throws IOException {
        replace("label-b:" + B + ",label-c:" + C);
        awaitServed(B);
        Eventually.await(
                "the line of the reload",
                () -> log.lines().stream().anyMatch(line -> line.endsWith("keys.txt: 2 keys")));
        assertThat(log.lines()).noneMatch(line -> line.contains("label-"));
    }

    @Test
    void aTableThatACheckRefusesIsNotServed() throws IOException {
        watched.checkTables(table -> {
            if (table.size() > 1) {
                throw new IllegalArgumentException("more than one");
            }
        });
        replace("a:" + A + ",b:" + B);
        awaitError();
        assertThat(watched.lastError().orElseThrow()).endsWith("keys.txt: more than one");
        assertThat(Digests.has(watched.table(), B)).isFalse();
    }

    @Test
    void aCheckThatRefusesTheCurrentTableIsToldAtOnceAndNotKept() throws IOException {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> watched.checkTables(table -> {
                    throw new IllegalArgumentException("never");
                }))
                .withMessage("never");
        replace("b:" + B);
        awaitServed(B);
    }

    @Test
    void aCheckThatBreaksKeepsTheLastGoodTableAndTheWatch() throws IOException {
        AtomicLong calls = new AtomicLong();
        watched.checkTables(table -> {
            if (calls.getAndIncrement() == 1) {
                throw new NoClassDefFoundError("broken check");
            }
        });
        replace("b:" + B);
        awaitError();
        assertThat(Digests.has(watched.table(), A)).isTrue();
        replace("c:" + C);
        awaitServed(C);
    }

    @Test
    void ageIsTheTimeSinceTheFileWasSeenGood() throws IOException {
        AtomicLong now = new AtomicLong(Instant.now().getEpochSecond() * 1_000_000_000L);
        try (KeyFile clocked = KeyFile.watch(file, RingReading.STRICT, Duration.ofMillis(20), now::get)) {
            Files.delete(file);
            Eventually.await("a refusal", () -> clocked.lastError().isPresent());
            long confirmed = clocked.confirmedAtNanos();
            now.addAndGet(Duration.ofMinutes(7).toNanos());
            assertThat(clocked.age()).isEqualTo(Duration.ofMinutes(7));
            assertThat(clocked.confirmedAtNanos()).isEqualTo(confirmed);
        }
    }

    @Test
    void aFileSeenUnchangedIsConfirmedAgain() {
        long first = watched.confirmedAtNanos();
        Eventually.await("a later confirmation", () -> watched.confirmedAtNanos() > first);
        assertThat(watched.age()).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void closingStopsTheThreadAndKeepsTheTable() {
        watched.close();
        Eventually.await(
                "the thread ends",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().equals("latchkey-key-file")));
        assertThat(Digests.has(watched.table(), A)).isTrue();
    }

    private void replace(String content) throws IOException {
        Path beside = Files.writeString(folder.resolve("keys.txt.tmp"), content);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private Duration awaitServed(String hex) {
        return Eventually.await("the change is served", () -> Digests.has(watched.table(), hex));
    }

    private void awaitError() {
        Eventually.await("a refusal", () -> watched.lastError().isPresent());
    }
}
