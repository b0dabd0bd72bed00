package dev.latchkey.cli;

import dev.latchkey.key.DraftKey;
import dev.latchkey.key.KeyStatus;
import java.io.IOException;
import java.util.function.Consumer;
import picocli.CommandLine.Mixin;

/** What the commands have in common that put one key into service, or out of it. */
final class SwitchKey {
    @Mixin
    private final LabelOption label = new LabelOption();

    @Mixin
    private final ManifestOption manifest = new ManifestOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    /**
     * Changes the key and says so.
     *
     * @param done what was done, in the answer
     */
    int change(Session session, String done, Consumer<DraftKey> change) throws IOException {
        String name = label.label();
        manifest.changeKey(session, name, change);
        output.print(session, new Answer().say(done, name).say("manifest", manifest.path()));
        return 0;
    }

    /** Refuses keys whose end is for good. */
    static void requireNotRevoked(DraftKey key) {
        if (key.record().status() == KeyStatus.DELETED) {
            throw new Refused(Shown.of(key.record().label()) + " is revoked, and that is for good: generate a new key");
        }
    }
}
