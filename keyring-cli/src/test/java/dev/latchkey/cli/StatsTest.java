package dev.latchkey.cli;

import static dev.latchkey.cli.Operator.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatsTest {
    @TempDir
    Path folder;

    private Operator operator;

    @BeforeEach
    void setUp() throws IOException {
        operator = new Operator(folder)
                .has(
                        key("a", ", \"created_at\": \"2026-02-01T00:00:00Z\""),
                        key("b", ", \"created_at\": \"2026-01-01T00:00:00Z\""),
                        key("c", ", \"created_at\": \"2020-01-01T00:00:00Z\", \"status\": \"deleted\""),
                        key("d", ", \"status\": \"inactive\""),
                        key("e", ", \"expires_at\": \"2026-01-01T00:00:00Z\""),
                        key("f", ", \"expires_at\": \"2026-03-20T00:00:00Z\""),
                        key(
                                "9",
                                ", \"not_before\": \"2026-03-20T00:00:00Z\", \"expires_at\": \"2026-03-21T00:00:00Z\""));
    }

    @Test
    void keysAreCountedByState() {
        assertThat(operator.runs("stats").lines())
                .containsExactly(
                        "keys=7",
                        "active=3",
                        "inactive=1",
                        "deleted=1",
                        "not_yet_valid=1",
                        "expired=1",
                        "expiring_soon=1",
                        "without_expiry=4",
                        "oldest=b",
                        "oldest_created_at=2026-01-01T00:00:00Z");
    }

    @Test
    void whatSoonMeansCanBeSaid() {
        assertThat(operator.runs("stats", "--within", "P10D").value("expiring_soon"))
                .isEqualTo("0");
    }

    @Test
    void programsAreAnsweredInJson() {
        assertThat(operator.runs("stats", "--json").out()).startsWith("{\"keys\":7,\"active\":3,");
    }

    @Test
    void aManifestThatIsNotThereHasNoKeysAndNoOldest() {
        assertThat(new Operator(folder.resolve("absent")).runs("stats").lines())
                .contains("keys=0")
                .noneMatch(line -> line.startsWith("oldest"));
    }

    private static String key(String label, String more) {
        return entry(label, label.repeat(64), more);
    }
}
