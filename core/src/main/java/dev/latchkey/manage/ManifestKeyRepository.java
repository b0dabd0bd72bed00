package dev.latchkey.manage;

import dev.latchkey.key.KeyId;
import dev.latchkey.key.ManifestDraft;
import dev.latchkey.key.ManifestFile;
import dev.latchkey.key.ManifestWatch;
import dev.latchkey.quota.TimeSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * A repository of the keys in a {@linkplain ManifestFile JSON manifest}: every change of a key is in the file when it is
 * acknowledged, and what the command line, an editor or another process changes there is followed, within a second where
 * a {@link KeyDirectory} asks for changes. Users, budgets, events and calls stay in memory, and are gone with the process.
 * Thread-safe; several processes may work on one file.
 *
 * <p>Whatever a manifest's entry can say stands there as people write it, so that a reader of the file alone verifies by
 * it; the rest, such as when a secret was used last, is in its member {@code managed}. A deleted key stays in the file,
 * refused by every reader. One that is taken out of the file is deleted too.
 *
 * <p>While the file cannot be read, is none that can be served, or is gone, what was good last stays, {@link #changesAfter}
 * and every change of a key throw {@link RepositoryException}, and the file is left alone.
 */
public final class ManifestKeyRepository implements KeyRepository {
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final Duration READERS_WAIT = Duration.ofSeconds(1);

    private final ManifestFile file;
    private final ManifestWatch watch;
    private final MemoryKeyRepository memory = new MemoryKeyRepository();
    private final FoundKeys found;

    /** Held while the file is looked at or changed, so that memory and file go in step. */
    private final ReentrantLock turn = new ReentrantLock();

    private ManifestKeyRepository(ManifestFile file, TimeSource time) {
        this.file = file;
        this.watch = file.watch();
        this.found = new FoundKeys(memory, time);
        watch.look(found::take);
        // What is refused at one look may be half-written.
        watch.look(found::take);
    }

    /**
     * The keys of this file, by the system's clock.
     *
     * @param path the file; links are followed. It need not exist yet, its directory must once there is a key
     * @throws IllegalArgumentException if there is a file that cannot be read or is no manifest
     */
    public static ManifestKeyRepository open(Path path) {
        return open(path, TimeSource.system());
    }

    /** As {@link #open(Path)}; the clock says when changes were made that others made. */
    public static ManifestKeyRepository open(Path path, TimeSource time) {
        return new ManifestKeyRepository(ManifestFile.at(path, time), time);
    }

    @Override
    public boolean commit(ChangeSet changes) {
        turn.lock();
        try {
            return (changes.keys().isEmpty() || isWritten(changes)) && memory.commit(changes);
        } finally {
            turn.unlock();
        }
    }

    private boolean isWritten(ChangeSet changes) {
        return change(draft -> {
            if (!memory.fits(changes)) {
                return false;
            }
            changes.keys().stream()
                    .map(this::usedAsLateAsKnown)
                    .map(ManifestForm::of)
                    .forEach(draft::put);
            return true;
        });
    }

    private ManagedKey usedAsLateAsKnown(ManagedKey key) {
        return memory.key(key.id()).map(key::usedAsLateAs).orElse(key);
    }

    @Override
    public void used(List<KeyUse> uses) {
        turn.lock();
        try {
            memory.used(uses);
            if (!uses.isEmpty()) {
                change(draft ->
                        noteUses(uses.stream().map(KeyUse::key).distinct().toList(), draft));
            }
        } finally {
            turn.unlock();
        }
    }

    private boolean noteUses(List<KeyId> ids, ManifestDraft draft) {
        draft.keys().stream()
                .filter(key -> ids.contains(key.record().id()))
                .forEach(key -> memory.key(key.record().id())
                        .filter(known -> !known.lastUsedAt()
                                .equals(ManifestForm.read(key).lastUsedAt()))
                        .map(ManifestForm::of)
                        .ifPresent(draft::put));
        return true;
    }

    /** Changes the file, once all that stands in it is known here. */
    private boolean change(Predicate<ManifestDraft> change) {
        try {
            return file.change(draft -> {
                found.take(draft.keys());
                return change.test(draft);
            });
        } catch (IOException | IllegalArgumentException e) {
            throw new RepositoryException(e.getMessage() == null ? file + ": cannot be changed" : e.getMessage(), e);
        }
    }

    @Override
    public Changes changesAfter(long revision) {
        turn.lock();
        try {
            watch.look(found::take);
        } catch (IllegalArgumentException e) {
            throw new RepositoryException(e.getMessage() == null ? file + ": cannot be read" : e.getMessage(), e);
        } finally {
            turn.unlock();
        }
        return memory.changesAfter(revision);
    }

    @Override
    public void awaitChange(long revision, Duration atMost) throws InterruptedException {
        long until = System.nanoTime() + atMost.toNanos();
        Duration left = atMost;
        boolean isWell = true;
        while (isWell && memory.revision() == revision && left.compareTo(Duration.ZERO) > 0) {
            memory.awaitChange(revision, left.compareTo(LOOK_EVERY) < 0 ? left : LOOK_EVERY);
            isWell = look(Duration.ZERO);
            left = Duration.ofNanos(until - System.nanoTime());
        }
    }

    /** Whether the file is as it should be, as far as is known; what is wrong with it is told by whom it keeps from something. */
    private boolean look(Duration patience) throws InterruptedException {
        if (!turn.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            return true;
        }
        try {
            watch.look(found::take);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        } finally {
            turn.unlock();
        }
    }

    /** Before a key is shown: not for long, as whoever has the turn may be waiting for other processes. */
    private void lookForReader() {
        try {
            look(READERS_WAIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Optional<ManagedKey> key(KeyId id) {
        lookForReader();
        return memory.key(id);
    }

    @Override
    public List<ManagedKey> keys(KeyFilter filter, int skip, int limit) {
        lookForReader();
        return memory.keys(filter, skip, limit);
    }

    @Override
    public Optional<ManagedUser> user(String id) {
        return memory.user(id);
    }

    @Override
    public List<ManagedUser> users(int skip, int limit) {
        return memory.users(skip, limit);
    }

    @Override
    public Optional<Budget> budget(String id) {
        return memory.budget(id);
    }

    @Override
    public List<Budget> budgets(int skip, int limit) {
        return memory.budgets(skip, limit);
    }

    @Override
    public List<ManagementEvent> events(ManagementEvent.Subject subject, String id, int skip, int limit) {
        return memory.events(subject, id, skip, limit);
    }

    @Override
    public void record(UsageRecord call) {
        memory.record(call);
    }

    @Override
    public List<UsageRecord> callsWith(KeyId key, int skip, int limit) {
        return memory.callsWith(key, skip, limit);
    }

    @Override
    public List<UsageRecord> callsFor(String user, int skip, int limit) {
        return memory.callsFor(user, skip, limit);
    }

    @Override
    public void close() {}

    /** The file. */
    @Override
    public String toString() {
        return "ManifestKeyRepository[" + file + "]";
    }

    /** A file is at hand, or its last good content stays, as for {@link dev.latchkey.key.KeyFile}. */
    @Override
    public Optional<Duration> goodFor() {
        return Optional.empty();
    }
}
