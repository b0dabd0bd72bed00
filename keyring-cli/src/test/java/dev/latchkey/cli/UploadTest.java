package dev.latchkey.cli;

import static dev.latchkey.cli.Operator.A;
import static dev.latchkey.cli.Operator.B;
import static dev.latchkey.cli.Operator.C;
import static dev.latchkey.cli.Operator.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.cli.Operator.Outcome;
import dev.latchkey.key.KeyRing;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class UploadTest {
    @TempDir
    Path folder;

    private Operator operator;

    @BeforeEach
    void setUp() throws IOException {
        operator = new Operator(folder).has(entry("a", A, ""), entry("b", B, ""));
    }

    @Test
    void theCommandReadsTheWholeRing() {
        assertThat(operator.runs("upload", "--to", "cat")).isEqualTo(new Outcome(0, "a:" + A + "\nb:" + B, ""));
    }

    @Test
    void theRingIsNoArgumentOfTheCommand() {
        Outcome outcome = operator.runs("upload", "--to", "cat >/dev/null; tr '\\0' ' ' </proc/$$/cmdline; env");
        assertThat(outcome.out()).contains("sh -c").doesNotContain(A, B);
    }

    @Test
    void theCommandsExitStatusIsKeptAndSoIsWhatItSays() {
        assertThat(operator.runs("upload", "--to", "cat >/dev/null; echo no such secret >&2; exit 42"))
                .isEqualTo(new Outcome(42, "", "no such secret\n"));
    }

    @Test
    void aCommandThatDoesNotReadSaysByItsStatusHowThatWas() throws IOException {
        String[] entries = new String[5000];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = entry("k" + i, String.format("%064x", i + 1), "");
        }
        operator.has(entries);
        assertThat(operator.runs("upload", "--to", "exit 3").status()).isEqualTo(3);
    }

    @Test
    void aCommandIsNeeded() {
        assertThat(operator.runs("upload")).isEqualTo(new Outcome(1, "", "Missing value for --to\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'status': 'inactive' | inactive",
                "'status': 'deleted' | deleted",
                "'expires_at': '2026-01-01T00:00:00Z' | expired",
                "'not_before': '2027-01-01T00:00:00Z' | not_yet_valid",
                "'scopes': ['chat:write'] | restricted",
                "'plan': 'free' | restricted",
                "'usage_limit': '1.00' | restricted",
                "'allowed_addresses': ['192.0.2.1'] | restricted",
                "'scheme': 'hmac:x' | hmac"
            })
    void whatARingCannotSayIsLeftOutOfItAndNamed(String member, String why) throws IOException {
        operator.has(entry("a", A, ""), entry("b", B, ", " + member.replace('\'', '"')));
        Outcome outcome = operator.runs("upload", "--to", "cat");
        assertThat(outcome).isEqualTo(new Outcome(0, "a:" + A, "b is left out of the ring: " + why + "\n"));
        assertThat(operator.runs("print-secret").out()).isEqualTo("a:" + A + "\n");
        assertThat(operator.runs("list").lines()).containsExactly("a:" + A, "b:" + B + ":" + why);
    }

    @Test
    void nothingIsUploadedWhereARingCanHoldNoKey() throws IOException {
        operator.has(entry("a", A, ", \"status\": \"deleted\""));
        Outcome outcome = operator.runs("upload", "--to", "echo uploaded");
        assertThat(outcome.status()).isOne();
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).endsWith("No entries in " + operator.manifest + "\n");
    }

    @Test
    void aSchemeThatARingMeansAnywayIsNoRestriction() throws IOException {
        operator.has(entry("a", A, ", \"scheme\": \"sha256\", \"user\": \"u\", \"name\": \"n\""));
        assertThat(operator.runs("upload", "--to", "cat")).isEqualTo(new Outcome(0, "a:" + A, ""));
    }

    @Test
    void anEndThatARingCannotSayIsTold() throws IOException {
        operator.has(entry("a", A, ", \"expires_at\": \"2027-01-01T00:00:00Z\""));
        assertThat(operator.runs("print-secret").err())
                .isEqualTo("the ring cannot say that a ends at 2027-01-01T00:00:00Z: upload it again then\n");
    }

    @Test
    void aSecretThatOverlapsIsInTheRingWithoutItsLabelSoThatStrictReadersTakeIt() throws IOException {
        operator.has(
                entry("a", A, ", \"id\": \"k\", \"secret_expires_at\": \"2026-04-01T00:00:00Z\""),
                entry("a", B, ", \"id\": \"k\""),
                entry("b", C, ""));
        Outcome printed = operator.runs("print-secret");
        assertThat(printed.lines()).containsExactly(A, "a:" + B, "b:" + C);
        assertThat(KeyRing.parse(printed.out()).records()).hasSize(3);
    }

    @Test
    void aSecretWhoseOverlapIsOverIsNotInTheRing() throws IOException {
        operator.has(
                entry("a", A, ", \"id\": \"k\", \"secret_expires_at\": \"2026-03-01T00:00:00Z\""),
                entry("a", B, ", \"id\": \"k\""));
        assertThat(operator.runs("print-secret").lines()).containsExactly("a:" + B);
        assertThat(operator.runs("list").lines()).containsExactly("a:" + A + ":over", "a:" + B);
    }
}
