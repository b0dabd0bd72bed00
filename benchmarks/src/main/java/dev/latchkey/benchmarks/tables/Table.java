package dev.latchkey.benchmarks.tables;

import java.util.Collections;
import java.util.List;

/** A table in Markdown. The first column is text, the others are numbers. */
final class Table {
    private final StringBuilder text = new StringBuilder();

    Table(String... headers) {
        row(headers);
        text.append("|---|")
                .append(String.join("|", Collections.nCopies(headers.length - 1, "--:")))
                .append("|\n");
    }

    Table row(String... cells) {
        text.append("| ").append(String.join(" | ", List.of(cells))).append(" |\n");
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
