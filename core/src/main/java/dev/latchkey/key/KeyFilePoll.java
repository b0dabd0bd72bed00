package dev.latchkey.key;

import dev.latchkey.quota.TimeSource;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Decides when a watched file is read. A changed file is read only after two looks in a row saw the same, and counts
 * only if it still looks the same afterwards, so that no half-written content is served. Used by one thread.
 */
final class KeyFilePoll {
    /** The coarsest time stamps among file systems in use (FAT): a file this young may change and look the same. */
    private static final long YOUNG_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final int FIRST_ATTEMPTS = 5;

    private final KeyFile target;
    private final Path path;
    private final RegularFile file;
    private final RingReading reading;
    private final TimeSource time;

    private @Nullable FileSignature looked;
    private @Nullable FileSignature read;
    private @Nullable FileSignature judged;
    private @Nullable KeyFileContent good;
    private boolean settled;
    private boolean missed;

    KeyFilePoll(KeyFile target, Path path, RegularFile file, RingReading reading, TimeSource time) {
        this.target = target;
        this.path = path;
        this.file = file;
        this.reading = reading;
        this.time = time;
    }

    /** Reads the file for the first time; throws {@link IllegalArgumentException} if it cannot be served. */
    void readFirst() {
        try {
            for (int i = 0; i < FIRST_ATTEMPTS; i++) {
                if (readStable(FileSignature.of(path))) {
                    return;
                }
            }
        } catch (IOException e) {
            throw file.refused(RegularFile.describe(e));
        } catch (IllegalArgumentException e) {
            throw file.refused(e.getMessage());
        }
        throw file.refused("changes while it is read; write it beside and rename it");
    }

    /** Looks once, and reads if it is time to. Never throws. */
    void look() {
        try {
            look(FileSignature.of(path));
            missed = false;
        } catch (NoSuchFileException e) {
            miss(e);
        } catch (IOException e) {
            read = null;
            target.refuse(RegularFile.describe(e));
        } catch (IllegalArgumentException e) {
            target.refuse(e.getMessage());
        } catch (OutOfMemoryError e) {
            target.refuse("too large for this process's memory");
        } catch (RuntimeException | Error e) {
            // A check of the host's may throw anything, and a thread that ends here would never read the file again.
            target.refuse("cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private void look(FileSignature now) throws IOException {
        boolean calm = now.equals(looked);
        looked = now;
        if (calm) {
            bringUpToDate(now);
        }
    }

    /** Told at the second look only: some editors delete a file and write it anew. */
    private void miss(NoSuchFileException e) {
        if (missed) {
            target.refuse(RegularFile.describe(e));
        }
        missed = true;
        looked = null;
    }

    private void bringUpToDate(FileSignature now) throws IOException {
        if (!now.equals(judged)) {
            judged = now;
            target.changed();
        }
        if (!now.equals(read)) {
            readChanged(now);
        } else if (!settled) {
            readUnlessSame(now);
        } else if (good != null) {
            target.confirm();
        }
    }

    private void readUnlessSame(FileSignature now) throws IOException {
        boolean old = !isYoung(now);
        if (good != null && good.isStillIn(file)) {
            settled = old;
            target.confirm();
        } else {
            readChanged(now);
        }
    }

    private void readChanged(FileSignature now) throws IOException {
        try {
            readStable(now);
        } catch (IllegalArgumentException e) {
            // What was half-written when it was read says nothing about the file.
            if (now.equals(FileSignature.of(path))) {
                throw e;
            }
            read = null;
        }
    }

    /** Whether the file still looks like this after it was read; only then is the content handed over. */
    private boolean readStable(FileSignature now) throws IOException {
        settled = !isYoung(now);
        read = now;
        good = null;
        KeyFileContent content = KeyFileContent.read(file, reading, time);
        if (!now.equals(FileSignature.of(path))) {
            read = null;
            return false;
        }
        target.accept(content);
        good = content;
        return true;
    }

    private boolean isYoung(FileSignature now) {
        long age = time.epochNanos() - now.modified().to(TimeUnit.NANOSECONDS);
        return Math.abs(age) < YOUNG_NANOS;
    }
}
