package dev.latchkey.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a program without JMH has measured, written to a file of JSON beside JMH's. For one thread. */
public final class Figures {
    private final List<Figure> figures = new ArrayList<>();
    private final Path file;

    /**
     * One figure.
     *
     * @param name what was measured
     * @param value the median, or the only value there is
     * @param low the lowest value
     * @param high the highest value
     * @param unit the unit of all three
     */
    public record Figure(String name, double value, double low, double high, String unit) {}

    /** Figures for this file, which {@link #write} writes. */
    public Figures(Path file) {
        this.file = file;
    }

    /** Notes a single value. */
    public void add(String name, double value, String unit) {
        add(new Figure(name, value, value, value, unit));
    }

    /** Notes the median and the spread of several values. */
    public void addMedian(String name, double[] values, String unit) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        add(new Figure(name, median(sorted), sorted[0], sorted[sorted.length - 1], unit));
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private void add(Figure figure) {
        figures.add(figure);
        System.out.printf(
                Locale.ROOT,
                "%s: %.3f (%.3f to %.3f) %s%n",
                figure.name(),
                figure.value(),
                figure.low(),
                figure.high(),
                figure.unit());
    }

    /** Writes what was noted so far. */
    public void write() {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), figures);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
