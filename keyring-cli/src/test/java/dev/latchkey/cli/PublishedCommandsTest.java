package dev.latchkey.cli;

import static dev.latchkey.cli.Operator.A;
import static dev.latchkey.cli.Operator.B;
import static dev.latchkey.cli.Operator.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.cli.Operator.Outcome;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.HashScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands of the free-ai tool, word for word. */
class PublishedCommandsTest {
    private static final String BAD_LABEL =
            "Label must be 1-64 chars: letters, numbers, dot, underscore, colon, or dash\n";
    private static final String BAD_DIGEST = "--sha256 must be a 64-character SHA-256 hex digest\n";

    @TempDir
    Path folder;

    private Operator operator;

    @BeforeEach
    void setUp() {
        operator = new Operator(folder);
    }

    @Test
    void generateShowsTheKeyItsDigestTheManifestAndHowToUpload() {
        Outcome made = operator.runs("generate", "--label", "customer-a");
        assertThat(made.status()).isZero();
        assertThat(made.err()).isEmpty();
        assertThat(made.lines())
                .satisfiesExactly(
                        key -> assertThat(key).matches("key=fai_[A-Za-z0-9_-]{43}"),
                        digest -> assertThat(digest).isEqualTo("sha256=" + sha256(made.value("key"))),
                        manifest -> assertThat(manifest).isEqualTo("manifest=" + operator.manifest),
                        upload -> assertThat(upload).startsWith("Upload with: "));
    }

    @Test
    void generateWritesTheDigestAndNothingOfTheKey() throws IOException {
        Outcome made = operator.runs("generate", "--label", "customer-a");
        assertThat(operator.text()).isEqualTo("""
                {
                  "version": 1,
                  "updated_at": "2026-03-04T05:06:07.089Z",
                  "entries": [
                    {
                      "label": "customer-a",
                      "sha256": "%s",
                      "created_at": "2026-03-04T05:06:07.089Z"
                    }
                  ]
                }
                """.formatted(made.value("sha256")));
        try (Stream<Path> files = Files.list(operator.manifest.getParent())) {
            assertThat(files)
                    .allSatisfy(file -> assertThat(file)
                            .content()
                            .doesNotContain(made.value("key").substring(4)));
        }
    }

    @Test
    void theManifestIsItsOwnersAlone() throws IOException {
        operator.runs("generate", "--label", "a");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(operator.manifest)))
                .isEqualTo("rw-------");
    }

    @Test
    void addHashSaysWhatItAdded() {
        Outcome added = operator.runs("add-hash", "--label", " a ", "--sha256", A.toUpperCase(Locale.ROOT));
        assertThat(added).isEqualTo(new Outcome(0, "added=a\nmanifest=" + operator.manifest + "\n", ""));
        assertThat(operator.runs("list").out()).isEqualTo("a:" + A + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "print-secret"})
    void listAndPrintSecretPrintTheRingSortedByLabel(String command) {
        operator.runs("add-hash", "--label", "b", "--sha256", B);
        operator.runs("add-hash", "--label", "a:1", "--sha256", A);
        assertThat(operator.runs(command)).isEqualTo(new Outcome(0, "a:1:" + A + "\nb:" + B + "\n", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "print-secret"})
    void aManifestThatIsNotThereHasNoKeys(String command) {
        assertThat(operator.runs(command)).isEqualTo(new Outcome(0, "", ""));
    }

    @Test
    void withoutManifestTheDefaultOneIsMeant() {
        Path byDefault = Path.of("ops/gateway-key-hashes.local.json").toAbsolutePath();
        assertThat(operator.runsExactly("upload", "--to", "cat").err()).isEqualTo("No entries in " + byDefault + "\n");
    }

    @Test
    void aLabelThatExistsIsToldBeforeADigestThatDoes() throws IOException {
        operator.has(entry("a", A, ""));
        refused(operator.runs("add-hash", "--label", "a", "--sha256", A), "Label already exists: a\n");
        refused(operator.runs("generate", "--label", "a"), "Label already exists: a\n");
    }

    @Test
    void aDigestThatExistsIsTold() throws IOException {
        operator.has(entry("a", A, ""));
        refused(
                operator.runs("add-hash", "--label", "b", "--sha256", A),
                "Hash already exists in manifest: " + A + "\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a b", " ", "käse", "a/b", "12345678901234567890123456789012345678901234567890123456789012345"})
    void aLabelThatCannotBeIsTold(String label) {
        refused(operator.runs("generate", "--label", label), BAD_LABEL);
        refused(operator.runs("add-hash", "--label", label, "--sha256", "7"), BAD_LABEL);
    }

    @Test
    void aLabelIsNeeded() {
        refused(operator.runs("generate"), BAD_LABEL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12", "0x", "zz"})
    void aDigestThatCannotBeIsTold(String digest) {
        refused(
                operator.runs(
                        "add-hash",
                        "--label",
                        "a",
                        "--sha256",
                        digest.repeat(32).substring(1)),
                BAD_DIGEST);
        refused(operator.runs("add-hash", "--label", "a", "--sha256", "g" + A.substring(1)), BAD_DIGEST);
        refused(operator.runs("add-hash", "--label", "a"), BAD_DIGEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "oops", "[]", "{\"entries\": {}}", "{\"version\": 1}", "a:12"})
    void aFileThatIsNoManifestIsToldBeforeAnythingElse(String text) throws IOException {
        operator.hasText(text);
        String told = operator.manifest + " is not a gateway key-ring manifest\n";
        refused(operator.runs("list"), told);
        refused(operator.runs("upload", "--to", "cat"), told);
        refused(operator.runs("generate", "--label", "a b"), told);
        assertThat(operator.text()).isEqualTo(text);
    }

    @Test
    void anEntryThatIsRefusedIsToldByPosition() throws IOException {
        operator.has(entry("a", A, ", \"colour\": \"red\""));
        Outcome listed = operator.runs("list");
        assertThat(listed.status()).isOne();
        assertThat(listed.err())
                .contains("keys.json: entry 1 (a): unknown member colour")
                .contains("check tells all");
    }

    @Test
    void nothingToUploadIsTold() throws IOException {
        refused(operator.runs("upload", "--to", "cat"), "No entries in " + operator.manifest + "\n");
        operator.has();
        refused(operator.runs("upload", "--to", "cat"), "No entries in " + operator.manifest + "\n");
    }

    private static void refused(Outcome outcome, String told) {
        assertThat(outcome).isEqualTo(new Outcome(1, "", told));
    }

    private static String sha256(String key) {
        return HashScheme.sha256().hash(ApiKey.parse(key)).toHex();
    }
}
