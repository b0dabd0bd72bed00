package dev.latchkey.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints the ring. */
@Command(
        name = "print-secret",
        description = {
            "Prints the ring, label:sha256 lines, as GATEWAY_API_KEY_HASHES holds it.",
            "A ring says neither status nor dates nor restrictions: keys that need them are left out, and named on"
                    + " standard error."
        })
final class PrintSecret implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final ManifestOption manifest = new ManifestOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    PrintSecret(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        RingText ring = RingText.of(manifest.records(session), session.now());
        ring.notes().forEach(session.err()::println);
        if (output.isJson()) {
            OutputOption.printJson(session.out(), Map.of("ring", ring.entries()));
        } else {
            ring.entries().forEach(session.out()::println);
        }
        return 0;
    }
}
