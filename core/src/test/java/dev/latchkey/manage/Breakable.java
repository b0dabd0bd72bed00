package dev.latchkey.manage;

import dev.latchkey.key.KeyId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A repository in memory that can be lost, found again and exchanged, and that tells which uses were written to it. */
final class Breakable implements KeyRepository {
    final List<KeyUse> uses = new CopyOnWriteArrayList<>();
    final AtomicInteger reads = new AtomicInteger();
    final AtomicBoolean wasInterruptedAtWork = new AtomicBoolean();

    private volatile KeyRepository inner = new MemoryKeyRepository();
    private volatile boolean isLost;

    /** Whether nothing can be read after the next commit, which is kept. */
    private volatile boolean isLostAfterCommit;

    private volatile CountDownLatch readers = new CountDownLatch(0);

    /** So many who read a key all have it before one of them goes on. */
    void letReadersMeet(int howMany) {
        readers = new CountDownLatch(howMany);
    }

    void lose() {
        isLost = true;
    }

    void find() {
        isLost = false;
        isLostAfterCommit = false;
    }

    void loseAfterCommit() {
        isLostAfterCommit = true;
    }

    /** As when an earlier state is restored. */
    void exchange(KeyRepository other) {
        inner = other;
    }

    private KeyRepository reached() {
        if (Thread.currentThread().isInterrupted()) {
            wasInterruptedAtWork.set(true);
        }
        if (isLost) {
            throw new RepositoryException("the store is away", new IllegalStateException("refused"));
        }
        return inner;
    }

    private void awaitReaders() {
        try {
            readers.await();
        } catch (InterruptedException e) {
            throw new RepositoryException("interrupted", e);
        }
    }

    @Override
    public Optional<ManagedKey> key(KeyId id) {
        Optional<ManagedKey> key = reached().key(id);
        readers.countDown();
        awaitReaders();
        return key;
    }

    @Override
    public List<ManagedKey> keys(KeyFilter filter, int skip, int limit) {
        return reached().keys(filter, skip, limit);
    }

    @Override
    public Optional<ManagedUser> user(String id) {
        return reached().user(id);
    }

    @Override
    public List<ManagedUser> users(int skip, int limit) {
        return reached().users(skip, limit);
    }

    @Override
    public Optional<Budget> budget(String id) {
        return reached().budget(id);
    }

    @Override
    public List<Budget> budgets(int skip, int limit) {
        return reached().budgets(skip, limit);
    }

    @Override
    public boolean commit(ChangeSet changes) {
        boolean kept = reached().commit(changes);
        isLost |= isLostAfterCommit;
        return kept;
    }

    @Override
    public Changes changesAfter(long revision) {
        reads.incrementAndGet();
        Changes changes = reached().changesAfter(revision);
        reached();
        return changes;
    }

    @Override
    public void awaitChange(long revision, Duration atMost) throws InterruptedException {
        if (isLost) {
            throw new RepositoryException("the store is away", new IllegalStateException("refused"));
        }
        inner.awaitChange(revision, atMost);
    }

    @Override
    public void used(List<KeyUse> more) {
        reached().used(more);
        uses.addAll(more);
    }

    @Override
    public List<ManagementEvent> events(ManagementEvent.Subject subject, String id, int skip, int limit) {
        return reached().events(subject, id, skip, limit);
    }

    @Override
    public void record(UsageRecord call) {
        reached().record(call);
    }

    @Override
    public List<UsageRecord> callsWith(KeyId key, int skip, int limit) {
        return reached().callsWith(key, skip, limit);
    }

    @Override
    public List<UsageRecord> callsFor(String user, int skip, int limit) {
        return reached().callsFor(user, skip, limit);
    }

    @Override
    public void close() {
        inner.close();
    }
}
