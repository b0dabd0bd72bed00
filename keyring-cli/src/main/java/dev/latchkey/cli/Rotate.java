package dev.latchkey.cli;

import dev.latchkey.key.DraftKey;
import dev.latchkey.key.HashScheme;
import dev.latchkey.key.KeyHash;
import dev.latchkey.key.MintedKey;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Gives a key a new secret, and shows it once. */
@Command(
        name = "rotate",
        description = {
            "Gives a key a new secret and prints it once. Its id and everything attached to it stay.",
            "Without --overlap the old secret is refused from now on."
        },
        footer = {"", "Example: rotate --label customer-a --overlap PT24H"})
final class Rotate implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final LabelOption label = new LabelOption();

    @Option(
            names = "--overlap",
            paramLabel = "DURATION",
            description = "How long the old secret stays good beside the new one, such as PT24H or P7D.")
    private String overlap = "PT0S";

    @Mixin
    private final MintOption mint = new MintOption();

    @Mixin
    private final ManifestOption manifest = new ManifestOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    Rotate(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        String name = label.label();
        Duration both = Times.duration("--overlap", overlap);
        Optional<Instant> oldUntil =
                both.isZero() ? Optional.empty() : Optional.of(session.now().plus(both));
        MintedFormat format = mint.format();
        MintedKey key = format.mint();
        KeyHash sha256 = key.hash(HashScheme.sha256());
        manifest.changeKey(session, name, draft -> rotate(draft, format, sha256, oldUntil));
        Answer answer = new Answer()
                .sayInJson("label", name)
                .say("key", key.revealOnce())
                .say("sha256", sha256.toHex());
        oldUntil.ifPresent(until -> answer.say("old_until", until));
        output.print(session, answer.say("manifest", manifest.path()).advise(Upload.ADVICE));
        return NewEntry.shown(session, name);
    }

    private static void rotate(DraftKey draft, MintedFormat format, KeyHash sha256, Optional<Instant> oldUntil) {
        SwitchKey.requireNotRevoked(draft);
        boolean named = draft.record().secrets().stream()
                .anyMatch(secret -> secret.scheme().isPresent());
        draft.rotate(format.secret(sha256, named), oldUntil);
    }
}
