package dev.latchkey.cli;

import static dev.latchkey.cli.Operator.A;
import static dev.latchkey.cli.Operator.B;
import static dev.latchkey.cli.Operator.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.cli.Operator.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees, and what a program gets instead. */
class TerminalTest {
    private static final String ESCAPE = "\u001b";

    @TempDir
    Path folder;

    private Operator operator;

    @BeforeEach
    void setUp() throws IOException {
        operator = new Operator(folder)
                .has(
                        entry("a", A, ", \"id\": \"k1\", \"created_at\": \"2026-01-01T00:00:00Z\""),
                        entry("longer", B, ", \"id\": \"k2\", \"status\": \"inactive\""));
    }

    @Test
    void aPersonSeesATable() {
        assertThat(operator.typing("").with("NO_COLOR", "1").runs("list").out()).isEqualTo("""
                LABEL   STATE     CREATED               EXPIRES  SECRETS  ID
                a       active    2026-01-01T00:00:00Z  -        1        k1
                longer  inactive  -                     -        1        k2
                """);
    }

    @Test
    void statesHaveColours() {
        assertThat(operator.typing("").runs("list").out())
                .contains(ESCAPE + "[32mactive" + ESCAPE)
                .contains(ESCAPE + "[33minactive" + ESCAPE);
    }

    @Test
    void thePersonMayWantNoColours() {
        Outcome outcome = operator.typing("").with("NO_COLOR", "1").runs("check");
        assertThat(outcome.out()).contains("good: ").doesNotContain(ESCAPE);
    }

    @Test
    void countsAreATableToo() {
        assertThat(operator.typing("").with("NO_COLOR", "1").runs("stats").lines())
                .startsWith("WHAT               VALUE", "keys               2");
    }

    @Test
    void aPipeGetsPlainLines() {
        assertThat(operator.runs("list").out()).doesNotContain(ESCAPE).startsWith("a:" + A + "\n");
    }

    @Test
    void aProgramGetsJsonEvenOnATerminal() {
        assertThat(operator.typing("").runs("list", "--json").out())
                .isEqualTo("[{\"label\":\"a\",\"id\":\"k1\","
                        + "\"state\":\"active\",\"created_at\":\"2026-01-01T00:00:00Z\",\"secrets\":[{\"scheme\":\"sha256\","
                        + "\"sha256\":\"" + A + "\"}]},{\"label\":\"longer\",\"id\":\"k2\",\"state\":\"inactive\","
                        + "\"secrets\":[{\"scheme\":\"sha256\",\"sha256\":\"" + B + "\"}]}]\n");
        assertThat(operator.runs("print-secret", "--json").out()).isEqualTo("{\"ring\":[\"a:" + A + "\"]}\n");
    }
}
