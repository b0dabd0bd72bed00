package dev.latchkey.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Puts a key back into service. */
@Command(name = "enable", description = "Puts a disabled key back into service; a revoked one never returns.")
final class Enable implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final SwitchKey key = new SwitchKey();

    Enable(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        return key.change(session, "enabled", draft -> {
            SwitchKey.requireNotRevoked(draft);
            draft.unset("status");
        });
    }
}
