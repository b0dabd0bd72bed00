package dev.latchkey.key;

import dev.latchkey.quota.TimeSource;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether a {@linkplain ManifestFile manifest} is another than at the last look, and reads it then. A file that has
 * just been written is read again until it is old enough to look different after the next write. Not thread-safe.
 */
public final class ManifestWatch {
    /** The coarsest time stamps among file systems in use (FAT): a file this young may change and look the same. */
    private static final long YOUNG_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final ManifestFile file;
    private final Path path;
    private final TimeSource time;
    private @Nullable FileSignature read;
    private @Nullable FileSignature suspected;
    private boolean wasThere;
    private boolean missed;

    ManifestWatch(ManifestFile file, Path path, TimeSource time) {
        this.file = file;
        this.path = path;
        this.time = time;
    }

    /**
     * Hands over the keys of the file, if it may be another than when they were handed over last; none before there is a
     * file. What may just be half-written, or is gone for a moment while an editor saves it, is told at the second look only.
     *
     * @param taker may refuse them with an {@link IllegalArgumentException}, which makes the file one that is no manifest
     * @throws IllegalArgumentException if it cannot be read, is no manifest, or is gone; in the form of
     *     {@link ManifestFile#records()}
     */
    public void look(Consumer<? super List<ManifestKey>> taker) {
        try {
            FileSignature now = FileSignature.of(path);
            missed = false;
            wasThere = true;
            if (!now.equals(read)) {
                read(now, taker);
            }
        } catch (NoSuchFileException e) {
            miss(e, taker);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + ": " + RegularFile.describe(e), e);
        }
    }

    private void read(FileSignature now, Consumer<? super List<ManifestKey>> taker) throws IOException {
        try {
            taker.accept(file.keys());
            if (now.equals(FileSignature.of(path))) {
                read = isYoung(now) ? null : now;
            }
            suspected = null;
        } catch (IllegalArgumentException e) {
            if (now.equals(suspected)) {
                throw e;
            }
            suspected = now;
        }
    }

    private void miss(NoSuchFileException e, Consumer<? super List<ManifestKey>> taker) {
        if (wasThere && missed) {
            throw new IllegalArgumentException(file + ": " + RegularFile.describe(e), e);
        }
        missed = true;
        read = null;
        if (!wasThere) {
            taker.accept(List.of());
        }
    }

    private boolean isYoung(FileSignature now) {
        long age = time.epochNanos() - now.modified().to(TimeUnit.NANOSECONDS);
        return Math.abs(age) < YOUNG_NANOS;
    }

    /** The file. */
    @Override
    public String toString() {
        return "ManifestWatch[" + file + "]";
    }
}
