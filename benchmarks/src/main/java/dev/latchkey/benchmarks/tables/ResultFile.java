package dev.latchkey.benchmarks.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.benchmarks.Figures.Figure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A file of results: JMH's, or one of the programs' that measure without it. */
final class ResultFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ResultFile() {}

    static List<Figure> read(Path file) throws IOException {
        List<Figure> figures = new ArrayList<>();
        for (JsonNode result : JSON.readTree(file.toFile())) {
            if (result.has("benchmark")) {
                addJmh(figures, result);
            } else {
                figures.add(JSON.treeToValue(result, Figure.class));
            }
        }
        return figures;
    }

    private static void addJmh(List<Figure> figures, JsonNode result) {
        String name = name(result);
        figures.add(figure(name, result.get("primaryMetric")));
        JsonNode allocated = result.path("secondaryMetrics").path("gc.alloc.rate.norm");
        if (!allocated.isMissingNode()) {
            figures.add(figure(name + ":alloc", allocated));
        }
    }

    /** Class, method and parameters: {@code PeersBenchmark.accepted[SHIRO]}. */
    private static String name(JsonNode result) {
        String[] path = result.get("benchmark").asText().split("\\.", -1);
        StringBuilder name = new StringBuilder(path[path.length - 2] + "." + path[path.length - 1]);
        result.path("params")
                .forEach(value -> name.append('[').append(value.asText()).append(']'));
        return name.toString();
    }

    /** The median of all iterations in all forks, between the lowest and the highest of them. */
    private static Figure figure(String name, JsonNode metric) {
        List<Double> values = new ArrayList<>();
        metric.get("rawData").forEach(fork -> fork.forEach(value -> values.add(value.asDouble())));
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
        return new Figure(
                name,
                median,
                sorted[0],
                sorted[sorted.length - 1],
                metric.get("scoreUnit").asText());
    }
}
