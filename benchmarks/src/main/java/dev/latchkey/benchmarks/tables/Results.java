package dev.latchkey.benchmarks.tables;

import dev.latchkey.benchmarks.Figures.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All that has been measured, by name; what has not been is missing, and nothing stands for it. */
final class Results {
    private final Map<String, Figure> byName = new HashMap<>();

    /** What is in the files of this folder. */
    static Results in(Path folder) throws IOException {
        Results results = new Results();
        for (Path file : files(folder)) {
            ResultFile.read(file).forEach(figure -> results.byName.put(figure.name(), figure));
        }
        return results;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    Optional<Figure> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The median of one by the median of another. */
    Optional<Double> ratio(String one, String other) {
        return find(one).flatMap(a -> find(other).map(b -> a.value() / b.value()));
    }

    /** The median. */
    Optional<Double> value(String name) {
        return find(name).map(Figure::value);
    }
}
