package dev.latchkey.key;

import dev.latchkey.quota.TimeSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Everything that is wrong with a file of keys, where the readers stop at the first mistake: for an operator who wants to
 * put it right in one go. The file is read strictly, and as a manifest or as ring text as {@link KeyFile} decides.
 * Immutable and thread-safe.
 */
public final class KeyFileCheck {
    private final boolean manifest;
    private final List<String> problems;

    private KeyFileCheck(boolean manifest, List<String> problems) {
        this.manifest = manifest;
        this.problems = List.copyOf(problems);
    }

    /**
     * Reads a file once.
     *
     * @throws IllegalArgumentException if the file is missing, unreadable, no regular file or above 1 GiB
     */
    public static KeyFileCheck of(Path path) {
        return new RegularFile("key file", path)
                .read(in -> KeyFileContent.beginsWithBrace(in) ? manifest(in) : ring(in));
    }

    private static KeyFileCheck manifest(InputStream in) throws IOException {
        List<String> problems = new ArrayList<>();
        ManifestReader reader = ManifestReader.telling(problem -> problems.add(message(problem)), TimeSource.system());
        try {
            reader.read(in);
        } catch (IllegalArgumentException e) {
            addUnlessFollowing(problems, e);
        }
        return new KeyFileCheck(reader.isRootRead(), problems);
    }

    /** What is wrong among entries, or behind them, may come of those that are wrong themselves. */
    private static void addUnlessFollowing(List<String> problems, IllegalArgumentException problem) {
        if (problems.isEmpty()) {
            problems.add(message(problem));
        }
    }

    private static KeyFileCheck ring(InputStream in) throws IOException {
        List<String> problems = new ArrayList<>();
        RingContent.of(in, progress -> new ToldEntries(problems, progress));
        return new KeyFileCheck(false, problems);
    }

    private static String message(IllegalArgumentException problem) {
        return Objects.requireNonNullElse(problem.getMessage(), "not as it should be");
    }

    /** Whether it is JSON with version 1 and a list of entries, whatever is wrong with those. */
    public boolean isManifest() {
        return manifest;
    }

    /** What is wrong and what to do, in the order of the file; tells positions, never values. */
    public List<String> problems() {
        return problems;
    }

    @Override
    public String toString() {
        return "KeyFileCheck[" + problems.size() + " problems]";
    }
}
