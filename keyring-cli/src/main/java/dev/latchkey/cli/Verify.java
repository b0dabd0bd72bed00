package dev.latchkey.cli;

import dev.latchkey.Authenticator;
import dev.latchkey.Denied;
import dev.latchkey.GatewayProfile;
import dev.latchkey.Granted;
import dev.latchkey.Principal;
import dev.latchkey.Verdict;
import dev.latchkey.key.KeyRing;
import dev.latchkey.profile.GatewayEnvironment;
import dev.latchkey.profile.Profiles;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks the gateway's own code whether it would let a key in. */
@Command(
        name = "verify",
        description = {
            "Tells whether a gateway with this manifest would let a key in. The key is asked for without echo, or read"
                    + " from standard input; it is never an argument, which others could see.",
            "Hashes under a secret need it in GATEWAY_API_KEY_HASH_SECRET."
        },
        footer = {"", "Exit status: 0 if it is let in, 1 if not."})
final class Verify implements Callable<Integer> {
    private static final String HASH_SECRETS = "GATEWAY_API_KEY_HASH_SECRET";

    private final Session session;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            defaultValue = "standard",
            description = "Whose rules; ${DEFAULT-VALUE} by default.")
    private String profile = "";

    @Mixin
    private final ManifestOption manifest = new ManifestOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    Verify(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        Authenticator gateway = gateway();
        Verdict verdict = gateway.verify(KeyInput.read(session));
        return verdict.fold(this::accepted, open -> 1, this::refused);
    }

    private Authenticator gateway() {
        GatewayProfile rules = Profiles.named(profile)
                .orElseThrow(() -> new Refused("--profile: expected one of "
                        + String.join(
                                ", ",
                                Profiles.all().stream()
                                        .map(GatewayProfile::name)
                                        .toList())));
        Authenticator.Builder gateway = Authenticator.builder(rules);
        gateway.keys(KeyRing.of(manifest.records(session))).time(session.time());
        if (session.environment().containsKey(HASH_SECRETS)) {
            GatewayEnvironment.of(Map.of(HASH_SECRETS, session.environment().get(HASH_SECRETS)))
                    .applyTo(gateway);
        }
        return gateway.build();
    }

    private int accepted(Granted granted) {
        Principal principal = granted.principal();
        output.print(
                session,
                new Answer()
                        .sayInJson("accepted", true)
                        .say("label", principal.label())
                        .say("id", principal.id()));
        return 0;
    }

    private int refused(Denied denied) {
        String reason = denied.reason().name().toLowerCase(Locale.ROOT);
        if (output.isJson()) {
            output.print(session, new Answer().say("accepted", false).say("reason", reason));
        } else {
            session.err().println("Not let in: " + reason.replace('_', ' '));
        }
        return 1;
    }
}
