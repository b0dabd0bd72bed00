package dev.latchkey.cli;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Makes a master key. */
@Command(
        name = "generate-master",
        description = {
            "Prints a new master key: 32 random bytes as 43 characters of base64url. It is stored nowhere.",
            "Put it where the gateway's GATEWAY_MASTER_KEY comes from."
        })
final class GenerateMaster implements Callable<Integer> {
    private static final int BYTES = 32;

    private final Session session;

    @Mixin
    private final OutputOption output = new OutputOption();

    GenerateMaster(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String key = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        if (output.isJson()) {
            OutputOption.printJson(session.out(), Map.of("master_key", key));
        } else {
            session.out().println(key);
        }
        return session.out().checkError() ? 1 : 0;
    }
}
