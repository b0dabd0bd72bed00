package dev.latchkey.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Hands the whole ring to a command that stores it. */
@Command(
        name = "upload",
        description = {
            "Gives the whole ring to a command on its standard input, never on its command line, and returns its exit"
                    + " status.",
            "The ring replaces the one before, so the manifest must hold every key that is to stay valid."
        },
        footer = {"", "Example: upload --to 'wrangler secret put GATEWAY_API_KEY_HASHES'"})
final class Upload implements Callable<Integer> {
    static final String ADVICE = "Upload with: latchkey-keyring upload --to 'COMMAND'";

    private final Session session;

    @Option(names = "--to", paramLabel = "COMMAND", description = "The command, as `sh -c` takes it.")
    private String command = "";

    @Mixin
    private final ManifestOption manifest = new ManifestOption();

    Upload(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        RingText ring = RingText.of(manifest.records(session), session.now());
        ring.notes().forEach(session.err()::println);
        if (ring.entries().isEmpty()) {
            throw new Refused("No entries in " + manifest.path());
        }
        if (command.isEmpty()) {
            throw new Refused("Missing value for --to");
        }
        return new Pipe(session).run(command, String.join("\n", ring.entries()));
    }
}
