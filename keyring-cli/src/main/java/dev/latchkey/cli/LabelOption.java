package dev.latchkey.cli;

import picocli.CommandLine.Option;

/** {@code --label}, which says which key a command is about. */
final class LabelOption {
    @Option(names = "--label", paramLabel = "LABEL", description = "The key's label.")
    private String label = "";

    String label() {
        return Label.of(label);
    }
}
