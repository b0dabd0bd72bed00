package dev.latchkey.benchmarks.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.benchmarks.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerformancePageTest {
    @TempDir
    Path folder;

    private Path results;

    @BeforeEach
    void makeFolder() throws IOException {
        results = Files.createDirectory(folder.resolve("results"));
    }

    @Test
    void whatWasNotMeasuredIsMissing() throws IOException {
        assertThat(page())
                .contains("| bare reused SHA-256 | missing | missing | missing |")
                .contains("| RS256 by java-jwt, by ours with two limits | ≥ 200 × | missing | – |")
                .doesNotContain("met");
    }

    @Test
    void aTargetIsMetOrNot() throws IOException {
        writeJmh("DecisionBenchmark.bareSha256", "[[100.0, 90.0], [110.0]]");
        writeJmh("DecisionBenchmark.accepted", "[[180.0]]");
        writeJmh("DecisionBenchmark.unknown", "[[171.0]]");

        assertThat(page())
                .contains("| accepted, `authenticate`, by the bare hash | ≤ 1.8 × | 1.80 × | met |")
                .contains("| unknown key, by the bare hash | ≤ 1.7 × | 1.71 × | **not met** |");
    }

    @Test
    void aFigureIsTheMedianBetweenTheLowestAndTheHighest() throws IOException {
        writeJmh("DecisionBenchmark.bareSha256", "[[100.0, 90.0], [110.0]]");

        assertThat(page()).contains("| bare reused SHA-256 | 1.00 × | 100 (90.0–110) | 0 |");
    }

    @Test
    void programsWithoutJmhAreReadAsWell() throws IOException {
        Figures figures = new Figures(results.resolve("servers.json"));
        figures.addMedian("server.netty.accepted.ratio", new double[] {0.99, 0.98, 1.01}, "");
        figures.write();

        assertThat(page()).contains("| requests through Netty, by those without | ≥ 0.97 × | 0.99 × | met |");
    }

    private String page() throws IOException {
        Path page = folder.resolve("docs/performance.md");
        PerformancePage.main(new String[] {results.toString(), page.toString()});
        return Files.readString(page);
    }

    private void writeJmh(String method, String rawData) throws IOException {
        Files.writeString(results.resolve(method + ".json"), """
                [{"benchmark": "dev.latchkey.benchmarks.%s",
                  "primaryMetric": {"scoreUnit": "ns/op", "rawData": %s},
                  "secondaryMetrics": {"gc.alloc.rate.norm": {"scoreUnit": "B/op", "rawData": [[0.001]]}}}]
                """.formatted(method, rawData));
    }
}
