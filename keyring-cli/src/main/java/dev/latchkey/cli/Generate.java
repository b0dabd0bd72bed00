package dev.latchkey.cli;

import dev.latchkey.key.HashScheme;
import dev.latchkey.key.KeyHash;
import dev.latchkey.key.KeySecret;
import dev.latchkey.key.MintedKey;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Mints a key, notes its hash, and shows the key once. */
@Command(
        name = "generate",
        description = {
            "Makes a new key, adds its hash to the manifest, and prints the key.",
            "The key is shown once and stored nowhere: put it where it belongs right away."
        })
final class Generate implements Callable<Integer> {
    private final Session session;

    @Option(names = "--label", paramLabel = "LABEL", description = "The name that the key goes by among operators.")
    private String label = "";

    @Option(
            names = "--environment",
            paramLabel = "WORD",
            description = "What the key is for, such as production, staging or test; shown, and decides nothing.")
    private @Nullable String environment;

    @Mixin
    private final ManifestOption manifest = new ManifestOption();

    @Mixin
    private final MintOption mint = new MintOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    Generate(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        manifest.records(session);
        String name = Label.of(label);
        MintedFormat format = mint.format();
        MintedKey key = format.mint();
        KeyHash sha256 = key.hash(HashScheme.sha256());
        KeySecret secret = format.secret(sha256, false);
        manifest.change(session, draft -> NewEntry.add(draft, name, sha256, secret, members()));
        Answer answer = new Answer()
                .sayInJson("label", name)
                .say("key", key.revealOnce())
                .say("sha256", sha256.toHex())
                .say("manifest", manifest.path())
                .advise(Upload.ADVICE);
        output.print(session, answer);
        return NewEntry.shown(session, name);
    }

    private Map<String, Object> members() {
        return environment == null ? Map.of() : Map.of("environment", environment);
    }
}
