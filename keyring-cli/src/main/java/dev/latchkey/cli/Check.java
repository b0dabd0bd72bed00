package dev.latchkey.cli;

import dev.latchkey.key.KeyFileCheck;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells everything that is wrong with a manifest or a ring. */
@Command(
        name = "check",
        description = {
            "Reads the manifest, or a file of ring text, as strictly as a gateway does, and tells every problem with what"
                    + " to do about it, where a gateway stops at the first.",
            "Advice about keys and the file itself follows; it is no problem."
        },
        footer = {"", "Exit status: 0 without problems, 1 with any."})
final class Check implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final ManifestOption manifest = new ManifestOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    Check(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        KeyFileCheck check = KeyFileCheck.of(manifest.path());
        boolean good = check.problems().isEmpty();
        List<String> advice = good && check.isManifest()
                ? Advice.on(manifest.path(), manifest.records(session), session.now())
                : List.of();
        if (output.isJson()) {
            OutputOption.printJson(session.out(), Map.of("problems", check.problems(), "advice", advice));
        } else {
            print(check.problems(), advice);
        }
        return good ? 0 : 1;
    }

    private void print(List<String> problems, List<String> advice) {
        problems.forEach(problem -> line("red", "problem", problem));
        advice.forEach(line -> line("yellow", "advice", line));
        if (problems.isEmpty()) {
            line("green", "good", manifest.path().toString());
        }
    }

    private void line(String colour, String word, String text) {
        session.out().println(session.ansi().string("@|" + colour + " " + word + "|@") + ": " + text);
    }
}
