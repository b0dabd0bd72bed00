package dev.latchkey.key;

import static dev.latchkey.key.Digests.A;
import static dev.latchkey.key.Digests.B;
import static dev.latchkey.key.KeyManifestTest.entry;
import static dev.latchkey.key.KeyManifestTest.manifest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.latchkey.quota.TimeSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestFileTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.089Z");
    private static final TimeSource CLOCK = () -> NOW.toEpochMilli() * 1_000_000;

    @TempDir
    Path folder;

    @Test
    void itIsWrittenAsTheFreeAiToolWritesIt() throws IOException {
        change(draft -> draft.add("a", secret(A), Map.of()));
        assertThat(path()).content().isEqualTo("""
                {
                  "version": 1,
                  "updated_at": "2026-03-04T05:06:07.089Z",
                  "entries": [
                    {
                      "label": "a",
                      "sha256": "%s",
                      "created_at": "2026-03-04T05:06:07.089Z"
                    }
                  ]
                }
                """.formatted(A));
    }

    @Test
    void aFileThatIsNotThereHasNoKeys() {
        assertThat(file().records()).isEmpty();
    }

    @Test
    void entriesAreSortedByLabel() throws IOException {
        change(draft -> draft.add("b", secret(B), Map.of()));
        change(draft -> draft.add("a", secret(A), Map.of()));
        assertThat(file().records()).extracting(KeyRecord::label).containsExactly("a", "b");
    }

    @Test
    void onlyItsOwnerMayReadIt() throws IOException {
        Files.writeString(path(), manifest(entry("a", A, "")));
        Files.setPosixFilePermissions(path(), PosixFilePermissions.fromString("rw-r--r--"));
        change(draft -> draft.add("b", secret(B), Map.of()));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
                .isEqualTo("rw-------");
    }

    @Test
    void whatAChangeDoesNotNameStaysAsItWasWritten() throws IOException {
        String more = """
                ,
                      "name": "Köln \\"7\\"",
                      "usage_limit": 3.10,
                      "limits": [
                        {
                          "requests": 20,
                          "per": "minute"
                        }
                      ],
                      "metadata": {
                        "none": null,
                        "tiny": 0.000000000100,
                        "large": 1.50e+10,
                        "list": [],
                        "object": {},
                        "yes": true
                      }""";
        Files.writeString(path(), manifest(entry("a", A, more)));
        change(draft -> draft.key("a").orElseThrow().set("user", "u1"));
        assertThat(path()).content().contains(more + ",\n      \"user\": \"u1\"\n    }");
    }

    @Test
    void aChangeThatChangesNothingLeavesTheFileAlone() throws IOException {
        String before = manifest(entry("b", B, ""), entry("a", A, ""));
        Files.writeString(path(), before);
        change(draft -> draft.key("a").orElseThrow().unset("expires_at"));
        assertThat(path()).content().isEqualTo(before);
    }

    @Test
    void aChangeThatMakesNoManifestOfItIsRefusedAndTheFileIsIntact() throws IOException {
        String before = manifest(entry("a", A, ""));
        Files.writeString(path(), before);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> change(draft -> draft.key("a").orElseThrow().set("colour", "red")))
                .withMessageContaining("keys.json: entry 1 (a): unknown member colour");
        assertThat(path()).content().isEqualTo(before);
    }

    @Test
    void theLastKeyCannotBeTakenAway() throws IOException {
        Files.writeString(path(), manifest(entry("a", A, "")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> change(draft -> draft.key("a").orElseThrow().remove()))
                .withMessageContaining("entries: empty");
    }

    @Test
    void aFileWithoutEntriesCanBeFilled() throws IOException {
        Files.writeString(path(), manifest());
        assertThat(file().records()).isEmpty();
        change(draft -> draft.add("a", secret(A), Map.of()));
        assertThat(file().records()).hasSize(1);
    }

    @Test
    void aFileThatIsNoManifestIsNotTouched() throws IOException {
        Files.writeString(path(), "a:" + A);
        assertThatIllegalArgumentException().isThrownBy(() -> change(draft -> draft.add("b", secret(B), Map.of())));
        assertThat(path()).content().isEqualTo("a:" + A);
    }

    @Test
    void aChangeWithinAChangeIsRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> change(outer -> changeUnchecked(inner -> inner.add("a", secret(A), Map.of()))))
                .withMessageContaining("finish the first");
    }

    @Test
    void aLinkStaysALinkAndItsTargetIsReplaced() throws IOException {
        Path target = Files.writeString(folder.resolve("target.json"), manifest(entry("a", A, "")));
        Files.createSymbolicLink(path(), target);
        change(draft -> draft.add("b", secret(B), Map.of()));
        assertThat(path()).isSymbolicLink();
        assertThat(KeyManifest.read(target).records()).hasSize(2);
    }

    @Test
    void leftoversOfWritersThatDiedAreNeverReadAndGoWithTheNextChange() throws IOException {
        Files.writeString(folder.resolve(".keys.json.0123456789abcdef.tmp"), manifest(entry("b", B, "")));
        Files.writeString(folder.resolve(".keys.json.mine.tmp"), "another's");
        assertThat(file().records()).isEmpty();
        change(draft -> draft.add("a", secret(A), Map.of()));
        assertThat(names()).containsExactlyInAnyOrder("keys.json", ".keys.json.lock", ".keys.json.mine.tmp");
    }

    @Test
    void aDirectoryThatIsNotThereIsTold() {
        ManifestFile file = ManifestFile.at(folder.resolve("absent").resolve("keys.json"));
        assertThatIOException()
                .isThrownBy(() -> file.change(ManifestDraft::records))
                .withMessageContaining("keys.json: cannot be changed: no such directory; create it");
    }

    @Test
    void itPrintsItsName() {
        assertThat(file()).asString().contains("keys.json");
    }

    private Path path() {
        return folder.resolve("keys.json");
    }

    private ManifestFile file() {
        return ManifestFile.at(path(), CLOCK);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).toList();
        }
    }

    private void change(Consumer<ManifestDraft> change) throws IOException {
        file().change(draft -> {
            change.accept(draft);
            return "";
        });
    }

    private void changeUnchecked(Consumer<ManifestDraft> change) {
        try {
            change(change);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KeySecret secret(String hex) {
        return KeySecret.digest(KeyHash.parse(hex));
    }
}
