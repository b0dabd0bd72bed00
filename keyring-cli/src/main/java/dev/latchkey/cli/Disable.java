package dev.latchkey.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Takes a key out of service until it is enabled. */
@Command(name = "disable", description = "Takes a key out of service; enable puts it back.")
final class Disable implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final SwitchKey key = new SwitchKey();

    Disable(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        return key.change(session, "disabled", draft -> {
            SwitchKey.requireNotRevoked(draft);
            draft.set("status", "inactive");
        });
    }
}
