package dev.latchkey.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine.Help.Ansi;

/** Columns for a terminal, as wide as what stands in them. */
final class Table {
    private static final String GAP = "  ";

    /** What stands in one place, and its colour; none if that is empty. */
    record Cell(String text, String colour) {
        static Cell of(String text) {
            return new Cell(text, "");
        }
    }

    private final List<List<Cell>> rows = new ArrayList<>();

    Table(String... titles) {
        rows.add(List.of(titles).stream().map(title -> new Cell(title, "bold")).toList());
    }

    void row(Cell... cells) {
        rows.add(List.of(cells));
    }

    /** The rows with their colours, if there are any. */
    List<String> lines(Ansi ansi) {
        int[] widths = IntStream.range(0, rows.get(0).size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).text().length())
                        .max()
                        .orElse(0))
                .toArray();
        return rows.stream().map(row -> line(row, widths, ansi)).toList();
    }

    private static String line(List<Cell> row, int[] widths, Ansi ansi) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            Cell cell = row.get(column);
            boolean last = column == widths.length - 1;
            line.append(coloured(cell, ansi));
            line.append(last ? "" : " ".repeat(widths[column] - cell.text().length()) + GAP);
        }
        return line.toString();
    }

    /** Only our own words are coloured, so that nothing of a manifest is read as markup. */
    private static String coloured(Cell cell, Ansi ansi) {
        return cell.colour().isEmpty() ? cell.text() : ansi.string("@|" + cell.colour() + " " + cell.text() + "|@");
    }
}
