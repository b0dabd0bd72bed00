package dev.latchkey.manage;

import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeySecret;
import dev.latchkey.key.KeyStatus;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A repository in this process's memory: for tests, and for hosts that bring their keys from elsewhere at every start. Its
 * content is gone with it. Of calls and of events it keeps the last 100,000 each. Thread-safe.
 */
public final class MemoryKeyRepository implements KeyRepository {
    private static final int MOST_KEPT = 100_000;

    private final Kept<KeyId, ManagedKey> keys = new Kept<>(ManagedKey::id, ManagedKey::version);
    private final Kept<String, ManagedUser> users = new Kept<>(ManagedUser::id, ManagedUser::version);
    private final Kept<String, Budget> budgets = new Kept<>(Budget::id, Budget::version);
    private final Map<Object, KeyId> digests = new HashMap<>();
    private final Deque<ManagementEvent> events = new ArrayDeque<>();
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
        if (!fits(changes)) {
            return false;
        }
        revision++;
        changes.keys().forEach(this::keep);
        changes.users().forEach(user -> users.put(user, revision));
        changes.budgets().forEach(budget -> budgets.put(budget, revision));
        changes.events().forEach(event -> add(events, event));
        notifyAll();
        return true;
    }

    /** Whether these changes could be committed now. */
    synchronized boolean fits(ChangeSet changes) {
        return keys.follows(changes.keys())
                && users.follows(changes.users())
                && budgets.follows(changes.budgets())
                && secretsAreFree(changes.keys())
                && !leavesActiveKeysOfDeletedUsers(changes);
    }

    /** Keeps what these keys have become elsewhere, whatever they were here. */
    synchronized void take(List<ManagedKey> changed) {
        if (!changed.isEmpty()) {
            revision++;
            changed.forEach(this::keep);
            notifyAll();
        }
    }

    synchronized long revision() {
        return revision;
    }

    /** Every key there is, the deleted ones included. */
    synchronized List<ManagedKey> allKeys() {
        return keys.after(0);
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

    private boolean leavesActiveKeysOfDeletedUsers(ChangeSet changes) {
        Set<KeyId> changed = changes.keys().stream().map(ManagedKey::id).collect(Collectors.toSet());
        Map<String, Boolean> deleted = new HashMap<>();
        changes.users().forEach(user -> deleted.put(user.id(), user.isDeleted()));
        boolean anyStays = deleted.containsValue(true)
                && !keys.list(key -> !changed.contains(key.id()) && isActiveKeyOf(deleted, key), 0, 1)
                        .isEmpty();
        for (ManagedKey key : changes.keys()) {
            key.record()
                    .user()
                    .flatMap(users::find)
                    .ifPresent(user -> deleted.putIfAbsent(user.id(), user.isDeleted()));
        }
        return anyStays || changes.keys().stream().anyMatch(key -> isActiveKeyOf(deleted, key));
    }

    private static boolean isActiveKeyOf(Map<String, Boolean> users, ManagedKey key) {
        return key.record().status() == KeyStatus.ACTIVE
                && users.getOrDefault(key.record().user().orElse(""), false);
    }

    private void keep(ManagedKey key) {
        Optional<ManagedKey> before = keys.find(key.id());
        before.ifPresent(kept -> kept.record().secrets().forEach(secret -> digests.remove(SecretIdentity.of(secret))));
        key.record().secrets().forEach(secret -> digests.put(SecretIdentity.of(secret), key.id()));
        keys.put(before.map(key::usedAsLateAs).orElse(key), revision);
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
        return page(events, event -> event.subject() == subject && event.id().equals(id), skip, limit);
    }

    @Override
    public synchronized void record(UsageRecord call) {
        add(calls, call);
    }

    private static <T> void add(Deque<T> newestFirst, T one) {
        newestFirst.addFirst(one);
        if (newestFirst.size() > MOST_KEPT) {
            newestFirst.removeLast();
        }
    }

    @Override
    public synchronized List<UsageRecord> callsWith(KeyId key, int skip, int limit) {
        return page(calls, call -> call.keyId().equals(key.value()), skip, limit);
    }

    @Override
    public synchronized List<UsageRecord> callsFor(String user, int skip, int limit) {
        return page(calls, call -> user.equals(call.userId()), skip, limit);
    }

    private static <T> List<T> page(Deque<T> all, Predicate<? super T> which, int skip, int limit) {
        return all.stream().filter(which).skip(skip).limit(limit).toList();
    }

    @Override
    public void close() {}

    @Override
    public Optional<Duration> goodFor() {
        return Optional.empty();
    }
}
