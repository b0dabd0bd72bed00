package dev.latchkey.cli;

import picocli.CommandLine.Option;

/** {@code --format}, which says how a new key looks. */
final class MintOption {
    @Option(
            names = "--format",
            paramLabel = "NAME",
            defaultValue = "free-ai",
            description =
                    "How the new key looks: free-ai (the default), standard, transactional, any-llm or llm-gateway.")
    private String name = "";

    MintedFormat format() {
        return MintedFormat.named(name);
    }
}
