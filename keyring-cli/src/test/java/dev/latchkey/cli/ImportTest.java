package dev.latchkey.cli;

import static dev.latchkey.cli.Operator.A;
import static dev.latchkey.cli.Operator.B;
import static dev.latchkey.cli.Operator.C;
import static dev.latchkey.cli.Operator.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.cli.Operator.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportTest {
    private static final String OF_TEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    @TempDir
    Path folder;

    private Operator operator;

    @BeforeEach
    void setUp() {
        operator = new Operator(folder);
    }

    @Test
    void aRingIsReadFromStandardInput() {
        assertThat(operator.giving("a:" + A + ", b:c:" + B).runs("import"))
                .isEqualTo(new Outcome(0, "imported=2\nalready_there=0\nmanifest=" + operator.manifest + "\n", ""));
        assertThat(operator.runs("list").lines()).containsExactly("a:" + A, "b:c:" + B);
    }

    @Test
    void aRingIsReadFromAFile() throws IOException {
        Path ring = Files.writeString(folder.resolve("ring.txt"), "a:" + A + "\r\nb:" + B + "\n");
        assertThat(operator.runs("import", ring.toString()).value("imported")).isEqualTo("2");
    }

    @Test
    void whatIsDroppedIsTold() {
        Outcome outcome = operator.giving("oops,a:" + A + ",testing:" + OF_TEST + ",gw_sk_0123456789abcdefXYZ:" + B)
                .runs("import");
        assertThat(outcome.value("imported")).isEqualTo("2");
        assertThat(outcome.err())
                .contains("1 entry dropped, for being no SHA-256 digest (1)")
                .contains("1 entry dropped, for being the digest of a word that everybody tries (3)")
                .contains("1 entry kept without a label, since it looks like a key (4)")
                .doesNotContain("gw_sk_0123");
    }

    @Test
    void keysThatAreThereArePassedOver() throws IOException {
        operator.has(entry("mine", A, ", \"user\": \"u\""));
        Outcome outcome = operator.giving("theirs:" + A + ",b:" + B).runs("import");
        assertThat(outcome.value("already_there")).isEqualTo("1");
        assertThat(operator.runs("list").lines()).containsExactly("b:" + B, "mine:" + A);
        assertThat(operator.text()).contains("\"user\": \"u\"");
    }

    @Test
    void anEntryWithoutALabelThatCanBeGetsOneOfItsDigest() {
        Outcome outcome = operator.giving(A + ",x y:" + B + ",a:" + C + ",a:" + "dd".repeat(32))
                .runs("import");
        assertThat(operator.runs("list").lines())
                .containsExactly(
                        "a:" + C,
                        "imported-aaaaaaaaaaaaaaaa:" + A,
                        "imported-bbbbbbbbbbbbbbbb:" + B,
                        "imported-dddddddddddddddd:" + "dd".repeat(32));
        assertThat(outcome.err().lines())
                .containsExactly(
                        "imported-aaaaaaaaaaaaaaaa: had no label",
                        "imported-bbbbbbbbbbbbbbbb: its label was not 1-64 letters, numbers, dots, underscores, colons"
                                + " and dashes",
                        "imported-dddddddddddddddd: its label, a, is taken");
    }

    @Test
    void nothingToImportIsTold() throws IOException {
        Outcome outcome = operator.giving("oops").runs("import");
        assertThat(outcome.status()).isOne();
        assertThat(outcome.err()).contains("1 entry dropped").contains("nothing to import: expected label:sha256");
        assertThat(operator.manifest).doesNotExist();
    }

    @Test
    void aFileThatIsNotThereIsTold() {
        assertThat(operator.runs("import", folder.resolve("absent").toString()).err())
                .contains("no such file");
    }
}
