package dev.latchkey.cli;

import dev.latchkey.key.KeyHash;
import dev.latchkey.key.KeySecret;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Adds a key of which only the hash is known here. */
@Command(name = "add-hash", description = "Adds a key by the SHA-256 of its text, for keys that were made elsewhere.")
final class AddHash implements Callable<Integer> {
    private final Session session;

    @Option(names = "--label", paramLabel = "LABEL", description = "The name that the key goes by among operators.")
    private String label = "";

    @Option(
            names = "--sha256",
            paramLabel = "HEX",
            description = "64 hex digits, such as `printf %%s \"$KEY\" | sha256sum` prints.")
    private String sha256 = "";

    @Mixin
    private final ManifestOption manifest = new ManifestOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    AddHash(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        manifest.records(session);
        String name = Label.of(label);
        KeyHash digest = digest();
        manifest.change(session, draft -> NewEntry.add(draft, name, digest, KeySecret.digest(digest), Map.of()));
        output.print(session, new Answer().say("added", name).say("manifest", manifest.path()));
        return 0;
    }

    private KeyHash digest() {
        try {
            return KeyHash.parse(sha256);
        } catch (IllegalArgumentException e) {
            throw new Refused("--sha256 must be a 64-character SHA-256 hex digest");
        }
    }
}
