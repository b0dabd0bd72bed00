package dev.latchkey.key;

import dev.latchkey.quota.TimeSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of keys that is watched while the host runs: a {@linkplain KeyManifest manifest} where its first character
 * after a byte-order mark and blanks is a brace, else {@linkplain KeyRing ring text}. Thread-safe.
 *
 * <p>A daemon thread looks five times a second for writes in place, files renamed over it, and links that lead elsewhere
 * (also further up the path, as Kubernetes swaps them). A change is read once it has held still for two looks, and is
 * served within a second, or refused whole: then the last good table stays, {@link #lastError()} says why until a good
 * one is read, {@link #age()} grows, and one warning is logged for each change that fails. A file that vanishes or
 * becomes empty is such a failure too. Writers that must not be read half-way write beside the file and rename.
 */
public final class KeyFile implements KeySource, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(KeyFile.class);
    private static final Duration EVERY = Duration.ofMillis(200);

    private final RegularFile file;
    private final TimeSource time;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    /** Also held while a table is checked and swapped, so that no table slips past a check that is being added. */
    private final List<Consumer<KeyTable>> checks = new ArrayList<>();

    private volatile KeyTable table = KeyTable.empty();
    private volatile long confirmedAtNanos;
    private volatile @Nullable String lastError;
    private volatile @Nullable String told;

    private KeyFile(Path path, RingReading reading, Duration every, TimeSource time) {
        this.file = new RegularFile("key file", path);
        this.time = time;
        KeyFilePoll poll = new KeyFilePoll(this, path, file, reading, time);
        poll.readFirst();
        this.thread = new Thread(() -> watch(poll, every), "latchkey-key-file");
        thread.setDaemon(true);
    }

    /**
     * Reads a file and keeps watching it.
     *
     * @param path the file; links are followed, at every look anew
     * @param reading how ring text is read; a manifest has only one reading
     * @throws IllegalArgumentException if the file is missing, unreadable, no regular file, above 1 GiB, without keys,
     *     or not as it should be: one line that says which file, what is wrong and what to do
     */
    public static KeyFile watch(Path path, RingReading reading) {
        return watch(path, reading, EVERY, TimeSource.system());
    }

    /**
     * Whether the file would be read as a manifest, good or not, rather than as ring text.
     *
     * @throws IllegalArgumentException if it is missing, unreadable or no regular file
     */
    public static boolean isManifest(Path path) {
        return new RegularFile("key file", path).read(KeyFileContent::beginsWithBrace);
    }

    static KeyFile watch(Path path, RingReading reading, Duration every, TimeSource time) {
        KeyFile watched = new KeyFile(path, reading, every, time);
        watched.thread.start();
        return watched;
    }

    @Override
    public KeyTable table() {
        return table;
    }

    /** Epoch nanoseconds at which the file was last read, or seen unchanged, and good. */
    @Override
    public long confirmedAtNanos() {
        return confirmedAtNanos;
    }

    /** How long ago the file was last read, or seen unchanged, and good; grows after {@link #close()}. */
    public Duration age() {
        return Duration.ofNanos(Math.max(0, time.epochNanos() - confirmedAtNanos));
    }

    /** Why the file as it is now is not served; empty while it is. Never holds anything that the file holds. */
    public Optional<String> lastError() {
        return Optional.ofNullable(lastError);
    }

    /**
     * Adds a check for this file's tables; the current one is checked at once. Checks are kept as long as the file.
     *
     * @throws IllegalArgumentException if the check refuses the current table; it is not added then
     */
    @Override
    public void checkTables(Consumer<KeyTable> check) {
        synchronized (checks) {
            check.accept(table);
            checks.add(check);
        }
    }

    /** Stops watching; the last good table stays. */
    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
    }

    /** The first content, or a later one that took the place of what was served. */
    void accept(KeyFileContent content) {
        synchronized (checks) {
            checks.forEach(check -> check.accept(content.table()));
            confirmedAtNanos = time.epochNanos();
            lastError = null;
            table = content.table();
        }
        told = null;
        log.info("{}: {} keys", file, table.size());
        content.warning().ifPresent(warning -> log.warn("{}: {}", file, warning));
    }

    /** The file is still, or again, what is served. */
    void confirm() {
        confirmedAtNanos = time.epochNanos();
        if (lastError != null) {
            lastError = null;
            told = null;
            log.info("{}: good again, {} keys", file, table.size());
        }
    }

    /** The file is another than before: whoever changed it hears of its failure, even if it is the same again. */
    void changed() {
        told = null;
    }

    /** The file cannot be served as it is now. */
    void refuse(@Nullable String problem) {
        String line = file + ": " + problem;
        if (!isClosed() && !line.equals(told)) {
            told = line;
            lastError = line;
            log.warn("{}; keeping the last good table of {} keys", line, table.size());
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void watch(KeyFilePoll poll, Duration every) {
        try {
            while (!closed.await(every.toNanos(), TimeUnit.NANOSECONDS)) {
                poll.look();
            }
        } catch (InterruptedException e) {
            // Only close() interrupts this thread, and it ends here.
            Thread.currentThread().interrupt();
        }
    }

    /** The file and the number of its keys. */
    @Override
    public String toString() {
        return "KeyFile[" + file + ", " + table.size() + " keys]";
    }
}
