package dev.latchkey.cli;

import dev.latchkey.key.DraftKey;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sets when a key ends. */
@Command(name = "expire", description = "Sets the instant from which on a key is refused, or takes it away.")
final class Expire implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final SwitchKey key = new SwitchKey();

    @Option(
            names = "--at",
            paramLabel = "DATE",
            description = "ISO 8601 date and time with a zone, such as 2027-01-31T12:00:00Z.")
    private String at = "";

    @Option(names = "--in", paramLabel = "DURATION", description = "So long from now, such as P90D or PT1H.")
    private String in = "";

    @Option(names = "--never", description = "No end at all.")
    private boolean never;

    Expire(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        Optional<Instant> from = end();
        return key.change(session, "expires", draft -> expire(draft, from));
    }

    /** The first instant at which the key is refused; none if it never is. */
    private Optional<Instant> end() {
        if (Stream.of(!at.isEmpty(), !in.isEmpty(), never)
                        .filter(given -> given)
                        .count()
                != 1) {
            throw new Refused("expire takes one of --at, --in and --never");
        }
        if (never) {
            return Optional.empty();
        }
        return Optional.of(at.isEmpty() ? session.now().plus(Times.duration("--in", in)) : Times.instant("--at", at));
    }

    private static void expire(DraftKey draft, Optional<Instant> from) {
        SwitchKey.requireNotRevoked(draft);
        from.ifPresentOrElse(date -> draft.set("expires_at", date), () -> draft.unset("expires_at"));
    }
}
