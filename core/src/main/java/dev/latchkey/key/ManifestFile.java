package dev.latchkey.key;

import dev.latchkey.quota.TimeSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A {@linkplain KeyManifest manifest} in a file that programs write: read, changed and replaced under a lock, so that of two
 * who change it at once neither loses what the other did. Thread-safe, and safe among processes that use this class.
 *
 * <p>A reader, and whatever is left when a writer dies at any point, is the old file or the new one, never a part; a change
 * that {@link #change} has returned from is on the disk. Entries are sorted by label; the file has mode 0600 where
 * there are modes, and keeps its owner. Links are followed and stay links. Beside the file lie a lock file, {@code
 * .NAME.lock}, for good, and a temporary file, {@code .NAME.….tmp}, for a moment; leftovers of writers that died go with the
 * next change and are never read.
 */
public final class ManifestFile {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path path;
    private final RegularFile file;
    private final TimeSource time;
    private final Duration patience;

    private ManifestFile(Path path, TimeSource time, Duration patience) {
        this.path = path;
        this.file = new RegularFile("key manifest", path);
        this.time = time;
        this.patience = patience;
    }

    /** The manifest at this path; the file need not exist yet, its directory must once it is changed. */
    public static ManifestFile at(Path path) {
        return at(path, TimeSource.system());
    }

    /** As {@link #at(Path)}; the clock says when keys and the file were made, and which secrets are over. */
    public static ManifestFile at(Path path, TimeSource time) {
        return at(path, time, PATIENCE);
    }

    static ManifestFile at(Path path, TimeSource time, Duration patience) {
        return new ManifestFile(path, time, patience);
    }

    /**
     * The keys that the file holds now, in its order; none where there is no file or it has no entries.
     *
     * @throws IllegalArgumentException if it cannot be read or is no manifest; the message tells the file and what is
     *     wrong, never a value
     */
    public List<KeyRecord> records() {
        return Files.exists(path) ? List.copyOf(file.read(in -> reader().read(in))) : List.of();
    }

    /**
     * As {@link #records()}, with what management has noted of them.
     *
     * @throws IllegalArgumentException as there
     */
    public List<ManifestKey> keys() {
        ManifestReader reader = reader();
        if (Files.exists(path)) {
            file.read(reader::read);
        }
        return reader.keys();
    }

    /** What tells when the file is another than before; looks at it when it is asked, and not by itself. */
    public ManifestWatch watch() {
        return new ManifestWatch(this, path, time);
    }

    /**
     * Changes the file, or leaves it as it is: if {@code change} changes nothing, throws, or makes no manifest of it.
     * Waits up to 30 seconds for other writers.
     *
     * @return what {@code change} returned
     * @throws IllegalArgumentException if the file cannot be read or is no manifest, or would be none after the change:
     *     one without entries is none
     * @throws IOException if it cannot be written, or the directory cannot be synchronised after it was; the old file
     *     is intact except in the latter case
     * @throws IllegalStateException if called within a change of the same file
     */
    public <T extends @Nullable Object> T change(Function<? super ManifestDraft, ? extends T> change)
            throws IOException {
        try {
            Path target = target();
            try (ManifestLock turn = ManifestLock.take(target, patience)) {
                Objects.requireNonNull(turn);
                return change(change, new FileReplacement(target), target);
            }
        } catch (IOException e) {
            throw new IOException(file + ": cannot be changed: " + describe(e), e);
        }
    }

    private static String describe(IOException problem) {
        if (problem instanceof NoSuchFileException) {
            return "no such directory; create it, or name another";
        }
        if (problem instanceof AccessDeniedException) {
            return "access denied; let this process write the file and its directory";
        }
        String reason = problem instanceof FileSystemException files ? files.getReason() : problem.getMessage();
        return Objects.toString(reason, problem.getClass().getSimpleName());
    }

    private <T extends @Nullable Object> T change(
            Function<? super ManifestDraft, ? extends T> change, FileReplacement replacement, Path target)
            throws IOException {
        replacement.deleteLeftovers();
        ManifestDraft draft = draft(target);
        T result = change.apply(draft);
        if (draft.isChanged()) {
            draft.countChanges();
            byte[] json = ManifestTree.write(draft.toJson());
            check(json);
            replacement.write(json);
        }
        return result;
    }

    private ManifestDraft draft(Path target) throws IOException {
        Instant now = Instant.ofEpochSecond(0, time.epochNanos());
        if (!Files.exists(target)) {
            return new ManifestDraft(List.of(), List.of(), List.of(), now);
        }
        byte[] json = file.read(InputStream::readAllBytes);
        ManifestReader reader = reader();
        Collection<KeyRecord> records = file.read(in -> reader.read(new ByteArrayInputStream(json)));
        return new ManifestDraft(List.copyOf(records), reader.keys(), entries(ManifestTree.read(json)), now);
    }

    private ManifestReader reader() {
        return ManifestReader.beforeChange(time);
    }

    /** The reader has refused everything but a list of objects. */
    @SuppressWarnings("unchecked")
    private static List<Map<String, @Nullable Object>> entries(Map<String, @Nullable Object> root) {
        return (List<Map<String, @Nullable Object>>) Objects.requireNonNull(root.get("entries"));
    }

    private void check(byte[] json) throws IOException {
        try {
            KeyManifest.read(new ByteArrayInputStream(json), time);
        } catch (IllegalArgumentException e) {
            throw file.refused(e.getMessage());
        }
    }

    /** The file itself, so that a link is not replaced and two names of one file share a lock. */
    private Path target() throws IOException {
        Path absolute = path.toAbsolutePath();
        if (Files.exists(absolute) || Files.isSymbolicLink(absolute)) {
            return absolute.toRealPath();
        }
        Path folder = Objects.requireNonNull(absolute.getParent(), "a file stands in a directory");
        return folder.toRealPath().resolve(absolute.getFileName());
    }

    /** The file's name. */
    @Override
    public String toString() {
        return "ManifestFile[" + file + "]";
    }
}
