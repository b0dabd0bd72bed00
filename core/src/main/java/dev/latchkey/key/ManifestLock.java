package dev.latchkey.key;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The turn to write a file: one writer at a time, among the threads of this process and among processes. Held on a
 * lock file beside the file, since the file itself is replaced by every write. The operating system gives the turn back
 * when its holder dies; the lock file stays, because a writer may be waiting on it.
 */
final class ManifestLock implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(2);

    /** Closing any channel to a lock file drops the whole process's POSIX lock on it, so there is one at a time. */
    private static final Map<Path, ReentrantLock> IN_PROCESS = new ConcurrentHashMap<>();

    private final ReentrantLock inProcess;
    private final FileChannel channel;

    private ManifestLock(ReentrantLock inProcess, FileChannel channel) {
        this.inProcess = inProcess;
        this.channel = channel;
    }

    /**
     * Waits for the turn.
     *
     * @param target the file, all links resolved
     * @throws IOException if the lock file cannot be opened, or others hold the turn for longer than {@code patience}
     */
    static ManifestLock take(Path target, Duration patience) throws IOException {
        ReentrantLock inProcess = IN_PROCESS.computeIfAbsent(target, path -> new ReentrantLock());
        if (inProcess.isHeldByCurrentThread()) {
            throw new IllegalStateException("a change of a manifest within a change of the same one: finish the first");
        }
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            if (!inProcess.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw busy(patience);
            }
            return amongProcesses(inProcess, target, deadline, patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for other writers");
        }
    }

    private static ManifestLock amongProcesses(ReentrantLock inProcess, Path target, long deadline, Duration patience)
            throws IOException, InterruptedException {
        @Nullable FileChannel channel = null;
        boolean taken = false;
        try {
            Path lockFile = target.resolveSibling("." + target.getFileName() + ".lock");
            channel = open(lockFile);
            FileReplacement.keepOwner(lockFile, target);
            while (!tryLock(channel)) {
                if (System.nanoTime() - deadline > 0) {
                    throw busy(patience);
                }
                TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
            }
            taken = true;
            return new ManifestLock(inProcess, channel);
        } finally {
            if (!taken) {
                giveBack(inProcess, channel);
            }
        }
    }

    private static FileChannel open(Path lockFile) throws IOException {
        return FileChannel.open(
                lockFile,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                FileReplacement.ownerOnly(lockFile.getFileSystem()));
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            @Nullable FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException ignored) {
            // Another copy of this class, under another class loader, has the turn.
            return false;
        }
    }

    private static IOException busy(Duration patience) {
        return new IOException("other writers have had it for " + patience.toSeconds() + " seconds; try again");
    }

    private static void giveBack(ReentrantLock inProcess, @Nullable FileChannel channel) throws IOException {
        try (channel) {
            // Closing the channel releases its lock.
        } finally {
            inProcess.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        giveBack(inProcess, channel);
    }
}
