package dev.latchkey.key;

import static dev.latchkey.key.Digests.A;
import static dev.latchkey.key.Digests.B;
import static dev.latchkey.key.Digests.C;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.quota.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The looks are made here one by one; the file's own thread would make its first one in an hour. */
class KeyFilePollTest {
    @TempDir
    Path folder;

    private Path file;
    private KeyFile served;
    private KeyFilePoll poll;

    @BeforeEach
    void read() throws IOException {
        file = Files.writeString(folder.resolve("keys.txt"), "a:" + A);
        served = KeyFile.watch(file, RingReading.STRICT, Duration.ofHours(1), TimeSource.system());
        poll = new KeyFilePoll(
                served, file, new RegularFile("key file", file), RingReading.STRICT, TimeSource.system());
        poll.readFirst();
        poll.look();
    }

    @AfterEach
    void close() {
        served.close();
    }

    @Test
    void aChangeIsReadAtTheSecondLookThatSeesIt() throws IOException {
        Files.writeString(file, "a:" + A + "\nb:" + B);
        poll.look();
        assertThat(served.table().size()).isEqualTo(1);
        poll.look();
        assertThat(served.table().size()).isEqualTo(2);
    }

    @Test
    void aFileThatIsStillBeingWrittenIsNotRead() throws IOException {
        Files.writeString(file, "a:" + A + "\nb:" + B);
        poll.look();
        Files.writeString(file, "a:" + A + "\nb:" + B + "\nc:" + C);
        poll.look();
        assertThat(served.table().size()).isEqualTo(1);
        poll.look();
        assertThat(served.table().size()).isEqualTo(3);
    }

    @Test
    void aFileThatIsMissingForOneLookIsNoFailure() throws IOException {
        Files.delete(file);
        poll.look();
        assertThat(served.lastError()).isEmpty();
        poll.look();
        assertThat(served.lastError().orElseThrow()).contains("no such file");
    }

    @Test
    void anUnchangedFileIsNotServedAnew() {
        KeyTable before = served.table();
        poll.look();
        poll.look();
        assertThat(served.table()).isSameAs(before);
    }

    @Test
    void aChangeThatFailsAsTheOneBeforeIsToldOnceMore() throws IOException {
        try (CapturedLog log = new CapturedLog()) {
            Files.writeString(file, "oops");
            lookOften();
            Files.writeString(file, "oops again, and longer");
            lookOften();
            Files.delete(file);
            lookOften();
            Files.writeString(file, "oops");
            lookOften();
            assertThat(log.warnings()).hasSize(4);
        }
    }

    private void lookOften() {
        for (int i = 0; i < 5; i++) {
            poll.look();
        }
    }
}
