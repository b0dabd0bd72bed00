package dev.latchkey.cli;

import dev.latchkey.key.KeyRing;
import dev.latchkey.key.RingReading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes over the keys of a ring. */
@Command(
        name = "import",
        description = {
            "Adds the keys of a ring, label:sha256 entries separated by commas or line feeds. The ring is read as"
                    + " free-ai reads it; what is dropped is told on standard error.",
            "Keys that the manifest has are passed over. An entry whose label is missing, taken or no label here gets a"
                    + " label of its digest."
        },
        footer = {"", "Example: printenv GATEWAY_API_KEY_HASHES | latchkey-keyring import"})
final class Import implements Callable<Integer> {
    private static final int MAX_BYTES = 1 << 26;

    private final Session session;

    @Parameters(arity = "0..1", paramLabel = "RING", description = "A file; standard input if none, or -, is named.")
    private String ring = "-";

    @Mixin
    private final ManifestOption manifest = new ManifestOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    Import(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        manifest.records(session);
        KeyRing read = read();
        read.warning().ifPresent(session.err()::println);
        if (read.isEmpty()) {
            throw new Refused("nothing to import: expected label:sha256 entries, separated by commas or line feeds");
        }
        ImportedKeys imported = new ImportedKeys();
        manifest.change(session, draft -> imported.addTo(draft, read.records()));
        imported.notes().forEach(session.err()::println);
        output.print(
                session,
                new Answer()
                        .say("imported", imported.added())
                        .say("already_there", imported.passedOver())
                        .say("manifest", manifest.path()));
        return 0;
    }

    private KeyRing read() throws IOException {
        if (!ring.equals("-")) {
            return KeyRing.read(Path.of(ring), RingReading.COMPATIBLE);
        }
        byte[] text = session.in().readNBytes(MAX_BYTES + 1);
        if (text.length > MAX_BYTES) {
            throw new Refused("the ring is larger than " + MAX_BYTES + " bytes; import it from a file");
        }
        return KeyRing.compatibleRing(new String(text, StandardCharsets.UTF_8));
    }
}
