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
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckTest {
    @TempDir
    Path folder;

    private Operator operator;

    @BeforeEach
    void setUp() {
        operator = new Operator(folder);
    }

    @Test
    void aManifestThatWasJustMadeIsGood() {
        operator.runs("generate", "--label", "a");
        assertThat(operator.runs("check")).isEqualTo(new Outcome(0, "good: " + operator.manifest + "\n", ""));
    }

    @Test
    void everyProblemIsToldWithWhatToDo() throws IOException {
        operator.has(entry("a", A, ""), entry("b", A, ""), entry("c", "12", ""), entry("d", B, ", \"colour\": 1"));
        Outcome outcome = operator.runs("check");
        assertThat(outcome.status()).isOne();
        assertThat(outcome.lines())
                .satisfiesExactly(
                        one -> assertThat(one)
                                .isEqualTo("problem: entry 2 (b): the same digest as entry 1; keep one of the two"),
                        two -> assertThat(two).startsWith("problem: entry 3: sha256: expected 64 hex digits"),
                        three -> assertThat(three)
                                .startsWith("problem: entry 4 (d): unknown member colour; correct or remove it"));
    }

    @Test
    void ringTextIsCheckedToo() throws IOException {
        operator.hasText("a:" + A + ",a:" + B);
        assertThat(operator.runs("check").out()).startsWith("problem: entry 2 (a): the same label as entry 1");
        operator.hasText("a:" + A);
        assertThat(operator.runs("check").out()).startsWith("good: ");
    }

    @Test
    void adviceIsNoProblem() throws IOException {
        operator.has(
                entry("old", A, ", \"created_at\": \"2025-01-01T00:00:00Z\""),
                entry("over", B, ", \"expires_at\": \"2026-01-01T00:00:00Z\""),
                entry("turned", C, ", \"id\": \"k\", \"secret_expires_at\": \"2026-01-01T00:00:00Z\""),
                entry("turned", "dd".repeat(32), ", \"id\": \"k\""));
        Files.setPosixFilePermissions(operator.manifest, PosixFilePermissions.fromString("rw-r--r--"));
        Outcome outcome = operator.runs("check");
        assertThat(outcome.status()).isZero();
        assertThat(outcome.lines())
                .containsExactly(
                        "advice: others than its owner may use the file: chmod 600 " + operator.manifest,
                        "advice: old is older than 90 days: rotate",
                        "advice: over has expired: expire --at a later date, or revoke",
                        "advice: turned has a replaced secret whose time is over: the next rotate takes it away",
                        "good: " + operator.manifest);
    }

    @Test
    void aKeyThatWasRotatedIsAsOldAsTheSecretThatLasts() {
        operator.runs("generate", "--label", "a");
        operator.waits(Duration.ofDays(90));
        String old = "advice: a is older than 90 days: rotate";
        assertThat(operator.runs("check").lines()).contains(old);

        operator.runs("rotate", "--label", "a", "--overlap", "P180D");
        assertThat(operator.runs("check").lines()).containsExactly("good: " + operator.manifest);

        operator.waits(Duration.ofDays(90).minusMillis(1));
        assertThat(operator.runs("check").lines()).doesNotContain(old);
        operator.waits(Duration.ofMillis(1));
        assertThat(operator.runs("check").lines()).contains(old);
    }

    @Test
    void programsAreAnsweredInJson() throws IOException {
        operator.hasText("a:" + A);
        assertThat(operator.runs("check", "--json").out())
                .isIn("{\"problems\":[],\"advice\":[]}\n", "{\"advice\":[],\"problems\":[]}\n");
    }

    @Test
    void aFileThatIsNotThereIsTold() {
        Outcome outcome = operator.runs("check");
        assertThat(outcome.status()).isOne();
        assertThat(outcome.err()).contains("keys.json: no such file");
    }
}
