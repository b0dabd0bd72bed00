package dev.latchkey.cli;

import dev.latchkey.key.DraftKey;
import dev.latchkey.key.KeyFileCheck;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.ManifestDraft;
import dev.latchkey.key.ManifestFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** The manifest that a command is about, and {@code --manifest}, which names it. */
final class ManifestOption {
    @Option(
            names = "--manifest",
            paramLabel = "PATH",
            defaultValue = "ops/gateway-key-hashes.local.json",
            description = "The manifest; ${DEFAULT-VALUE} by default. It holds hashes only, never a key.")
    private String path = "";

    /** The manifest's path, absolute. */
    Path path() {
        try {
            return Path.of(path).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new Refused("--manifest: expected the path of a file");
        }
    }

    /** The keys that it holds; none where there is no file. */
    List<KeyRecord> records(Session session) {
        Path file = path();
        try {
            return ManifestFile.at(file, session.time()).records();
        } catch (IllegalArgumentException e) {
            if (!KeyFileCheck.of(file).isManifest()) {
                throw new Refused(file + " is not a gateway key-ring manifest");
            }
            throw new Refused(e.getMessage() + " (check tells all that is wrong)");
        }
    }

    /** Changes it, or makes it; its directory too. */
    void change(Session session, Consumer<ManifestDraft> change) throws IOException {
        Path file = path();
        Files.createDirectories(Objects.requireNonNull(file.getParent(), "a file stands in a directory"));
        ManifestFile.at(file, session.time()).change(draft -> {
            change.accept(draft);
            return true;
        });
    }

    /** Changes one of its keys. */
    void changeKey(Session session, String label, Consumer<DraftKey> change) throws IOException {
        requireKey(records(session), label);
        change(session, draft -> change.accept(requireKey(draft, label)));
    }

    private static void requireKey(List<KeyRecord> records, String label) {
        if (records.stream().noneMatch(record -> record.label().equals(label))) {
            throw noSuchLabel(label);
        }
    }

    private static DraftKey requireKey(ManifestDraft draft, String label) {
        return draft.key(label).orElseThrow(() -> noSuchLabel(label));
    }

    private static Refused noSuchLabel(String label) {
        return new Refused("No such label: " + Shown.of(label) + " (list tells those there are)");
    }
}
