package dev.latchkey.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Takes a key out of service for good. */
@Command(
        name = "revoke",
        description = {
            "Takes a key out of service for good, and keeps its entry so that it is known to be dead.",
            "For a key that leaked."
        })
final class Revoke implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final SwitchKey key = new SwitchKey();

    Revoke(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        return key.change(session, "revoked", draft -> draft.set("status", "deleted"));
    }
}
