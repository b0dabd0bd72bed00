package dev.latchkey.cli;

import dev.latchkey.key.DraftKey;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Takes a key out of the manifest. */
@Command(
        name = "remove",
        description = {
            "Takes a key out of the manifest without a trace; revoke keeps one.",
            "The only key of a manifest cannot be removed, because a gateway refuses a manifest without keys."
        })
final class Remove implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final SwitchKey key = new SwitchKey();

    Remove(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        return key.change(session, "removed", DraftKey::remove);
    }
}
