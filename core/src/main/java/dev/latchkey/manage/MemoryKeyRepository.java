package dev.latchkey.manage;

import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeySecret;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A repository in this process's memory: for tests, and for hosts that bring their keys from elsewhere at every start. Its
 * content is gone with it. Of calls it keeps the last ones only. Thread-safe.
 */
public final class MemoryKeyRepository implements KeyRepository {
    private static final int MOST_CALLS = 100_000;

    private final Kept<KeyId, ManagedKey> keys = new Kept<>(ManagedKey::id, ManagedKey::version);
    private final Kept<String, ManagedUser> users = new Kept<>(ManagedUser::id, ManagedUser::version);
    private final Kept<String, Budget> budgets = new Kept<>(Budget::id, Budget::version);
    private final Map<Object, KeyId> digests = new HashMap<>();
    private final List<ManagementEvent> events = new ArrayList<>();
    private final Deque<UsageRecord> calls = new ArrayDeque<>();
    private long revision;

    @Override
    public synchronized Optional<ManagedKey> key(KeyId id) {
        return keys.find(id);
    }

    @Override
    public synchronized List<ManagedKey> keys(KeyFilter filter, int skip, int limit) {
        return keys.list(filter::matches, skip, limit);
    }

    @Override
    public synchronized Optional<ManagedUser> user(String id) {
        return users.find(id);
    }

    @Override
    public synchronized List<ManagedUser> users(int skip, int limit) {
        return users.list(user -> !user.isDeleted(), skip, limit);
    }

    @Override
    public synchronized Optional<Budget> budget(String id) {
        return budgets.find(id);
    }

    @Override
    public synchronized List<Budget> budgets(int skip, int limit) {
        return budgets.list(budget -> !budget.isDeleted(), skip, limit);
    }

    @Override
    public synchronized boolean commit(ChangeSet changes) {
        boolean fits = keys.follows(changes.keys())
                && users.follows(changes.users())
                && budgets.follows(changes.budgets())
                && users.holds(changes.unchanged())
                && secretsAreFree(changes.keys());
        if (!fits) {
            return false;
        }
        revision++;
        changes.keys().forEach(this::keep);
        changes.users().forEach(user -> users.put(user, revision));
        changes.budgets().forEach(budget -> budgets.put(budget, revision));
        events.addAll(changes.events());
        notifyAll();
        return true;
    }

    private boolean secretsAreFree(List<ManagedKey> changed) {
        Set<Object> fresh = new HashSet<>();
        for (ManagedKey key : changed) {
            for (KeySecret secret : key.record().secrets()) {
                KeyId holder = digests.get(SecretIdentity.of(secret));
                if (!fresh.add(SecretIdentity.of(secret)) || (holder != null && !holder.equals(key.id()))) {
                    return false;
                }
            }
        }
        return true;
    }

    private void keep(ManagedKey key) {
        keys.find(key.id())
                .ifPresent(before ->
                        before.record().secrets().forEach(secret -> digests.remove(SecretIdentity.of(secret))));
        key.record().secrets().forEach(secret -> digests.put(SecretIdentity.of(secret), key.id()));
        keys.put(key, revision);
    }

    @Override
    public synchronized Changes changesAfter(long since) {
        return new Changes(revision, keys.after(since), users.after(since), budgets.after(since));
    }

    @Override
    public synchronized void awaitChange(long since, Duration atMost) throws InterruptedException {
        long until = System.nanoTime() + atMost.toNanos();
        for (long left = atMost.toNanos(); revision == since && left > 0; left = until - System.nanoTime()) {
            wait(left / 1_000_000 + 1);
        }
    }

    @Override
    public synchronized void used(List<KeyUse> uses) {
        for (KeyUse use : uses) {
            keys.find(use.key()).ifPresent(key -> keys.replace(key.usedAt(use.secret(), use.at())));
        }
    }

    @Override
    public synchronized List<ManagementEvent> events(ManagementEvent.Subject subject, String id, int skip, int limit) {
        return newestFirst(
                events, event -> event.subject() == subject && event.id().equals(id), skip, limit);
    }

    @Override
    public synchronized void record(UsageRecord call) {
        calls.addLast(call);
        if (calls.size() > MOST_CALLS) {
            calls.removeFirst();
        }
    }

    @Override
    public synchronized List<UsageRecord> callsWith(KeyId key, int skip, int limit) {
        return newestFirst(calls, call -> call.keyId().equals(key.value()), skip, limit);
    }

    @Override
    public synchronized List<UsageRecord> callsFor(String user, int skip, int limit) {
        return newestFirst(calls, call -> user.equals(call.userId()), skip, limit);
    }

    private static <T> List<T> newestFirst(Iterable<T> inOrder, Predicate<? super T> which, int skip, int limit) {
        Deque<T> turned = new ArrayDeque<>();
        inOrder.forEach(turned::addFirst);
        return turned.stream().filter(which).skip(skip).limit(limit).toList();
    }

    @Override
    public void close() {}
}
