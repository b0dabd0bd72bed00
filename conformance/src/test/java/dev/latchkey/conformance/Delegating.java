package dev.latchkey.conformance;

import dev.latchkey.key.KeyId;
import dev.latchkey.manage.Budget;
import dev.latchkey.manage.ChangeSet;
import dev.latchkey.manage.Changes;
import dev.latchkey.manage.KeyFilter;
import dev.latchkey.manage.KeyRepository;
import dev.latchkey.manage.KeyUse;
import dev.latchkey.manage.ManagedKey;
import dev.latchkey.manage.ManagedUser;
import dev.latchkey.manage.ManagementEvent;
import dev.latchkey.manage.MemoryKeyRepository;
import dev.latchkey.manage.UsageRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A repository in memory, of which one thing or another can be made wrong. */
class Delegating implements KeyRepository {
    final KeyRepository inner = new MemoryKeyRepository();

    @Override
    public Optional<ManagedKey> key(KeyId id) {
        return inner.key(id);
    }

    @Override
    public List<ManagedKey> keys(KeyFilter filter, int skip, int limit) {
        return inner.keys(filter, skip, limit);
    }

    @Override
    public Optional<ManagedUser> user(String id) {
        return inner.user(id);
    }

    @Override
    public List<ManagedUser> users(int skip, int limit) {
        return inner.users(skip, limit);
    }

    @Override
    public Optional<Budget> budget(String id) {
        return inner.budget(id);
    }

    @Override
    public List<Budget> budgets(int skip, int limit) {
        return inner.budgets(skip, limit);
    }

    @Override
    public boolean commit(ChangeSet changes) {
        return inner.commit(changes);
    }

    @Override
    public Changes changesAfter(long revision) {
        return inner.changesAfter(revision);
    }

    @Override
    public void awaitChange(long revision, Duration atMost) throws InterruptedException {
        inner.awaitChange(revision, atMost);
    }

    @Override
    public void used(List<KeyUse> uses) {
        inner.used(uses);
    }

    @Override
    public List<ManagementEvent> events(ManagementEvent.Subject subject, String id, int skip, int limit) {
        return inner.events(subject, id, skip, limit);
    }

    @Override
    public void record(UsageRecord call) {
        inner.record(call);
    }

    @Override
    public List<UsageRecord> callsWith(KeyId key, int skip, int limit) {
        return inner.callsWith(key, skip, limit);
    }

    @Override
    public List<UsageRecord> callsFor(String user, int skip, int limit) {
        return inner.callsFor(user, skip, limit);
    }

    @Override
    public void close() {
        inner.close();
    }
}
