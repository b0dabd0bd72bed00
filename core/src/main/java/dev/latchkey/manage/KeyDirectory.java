package dev.latchkey.manage;

import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeySource;
import dev.latchkey.key.KeyTable;
import dev.latchkey.quota.BudgetGate;
import dev.latchkey.quota.BudgetReset;
import dev.latchkey.quota.BudgetRule;
import dev.latchkey.quota.TimeSource;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a repository holds, in memory and ready to verify by: the table of its keys and the users whom they name. A thread
 * of its own follows every change; while the repository cannot be reached the last table stays, and grows old. Thread-safe.
 *
 * <pre>{@code
 * KeyDirectory keys = KeyDirectory.follow(repository);
 * Authenticator gate = Authenticator.builder(Profiles.standard())
 *         .keys(keys)
 *         .users(keys)
 *         .maxTableAge(Duration.ofMinutes(5))
 *         .build();
 * }</pre>
 */
public final class KeyDirectory implements KeySource, UserDirectory, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(KeyDirectory.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final KeyRepository repository;
    private final TimeSource time;
    private final LastUses uses;
    private final Map<KeyId, KeyRecord> records = new LinkedHashMap<>();
    private final Map<String, ManagedUser> users = new ConcurrentHashMap<>();
    private final Map<String, Budget> budgets = new ConcurrentHashMap<>();
    private final Map<String, Optional<User>> known = new ConcurrentHashMap<>();
    private final Thread follower = new Thread(this::follow, "latchkey-directory");
    private volatile Consumer<KeyTable> check = anything -> {};
    private volatile KeyTable table = KeyTable.empty();
    private volatile long confirmedAt;
    private volatile boolean closed;
    private long revision;

    private KeyDirectory(KeyRepository repository, TimeSource time) {
        this.repository = repository;
        this.time = time;
        this.uses = new LastUses(repository, time);
    }

    /** The content of this repository, by the system's clock. */
    public static KeyDirectory follow(KeyRepository repository) {
        return follow(repository, TimeSource.system());
    }

    /**
     * The content of this repository, read once before this returns and followed from then on. The repository stays the
     * caller's to close, after this.
     *
     * @throws RepositoryException if it cannot be read
     */
    public static KeyDirectory follow(KeyRepository repository, TimeSource time) {
        KeyDirectory directory = new KeyDirectory(repository, time);
        directory.catchUp();
        directory.follower.setDaemon(true);
        directory.follower.start();
        directory.uses.start();
        return directory;
    }

    /** The repository. */
    public KeyRepository repository() {
        return repository;
    }

    /**
     * Takes in what was changed since the last time, so that what was true of the repository at the call holds here when
     * this returns.
     *
     * @throws RepositoryException if the repository cannot be reached
     */
    public synchronized void catchUp() {
        long before = time.epochNanos();
        Changes changes = repository.changesAfter(revision);
        if (!changes.isEmpty()) {
            take(changes);
        }
        revision = changes.revision();
        confirmedAt = before;
    }

    private void take(Changes changes) {
        changes.users().forEach(user -> users.put(user.id(), user));
        changes.budgets().forEach(budget -> budgets.put(budget.id(), budget));
        if (!changes.keys().isEmpty()) {
            Map<KeyId, KeyRecord> next = new LinkedHashMap<>(records);
            changes.keys().forEach(key -> next.put(key.id(), key.record()));
            KeyTable fresh = KeyTable.of(next.values(), uses::used);
            check.accept(fresh);
            records.putAll(next);
            table = fresh;
        }
        known.clear();
    }

    @Override
    public KeyTable table() {
        return table;
    }

    @Override
    public long confirmedAtNanos() {
        return confirmedAt;
    }

    @Override
    public void checkTables(Consumer<KeyTable> later) {
        check = check.andThen(later);
    }

    @Override
    public Optional<User> find(String id) {
        Optional<User> found = known.get(id);
        if (found == null) {
            found = Optional.ofNullable(users.get(id))
                    .filter(user -> !user.isDeleted())
                    .map(this::user);
            if (found.isPresent()) {
                known.put(id, found);
            }
        }
        return found;
    }

    private User user(ManagedUser managed) {
        Optional<Budget> budget = Optional.ofNullable(managed.budgetId()).map(budgets::get);
        BudgetRule rule = new BudgetRule(
                spendingOf(managed),
                budget.filter(found -> !found.isDeleted()).map(Budget::cap).orElse(null),
                budget.filter(found -> !found.isDeleted()).map(Budget::reset).orElse(BudgetReset.never()),
                BudgetGate.WITHIN);
        return new User(managed.id(), managed.isBlocked(), List.of(rule), List.of());
    }

    /** The budget under whose name the ledger counts what a user spends: another one for who has the id after a deleted user. */
    public static String spendingOf(ManagedUser user) {
        return user.generation() == 1 ? "budget" : "budget-" + user.generation();
    }

    private void follow() {
        while (!closed) {
            try {
                repository.awaitChange(seen(), LOOK_EVERY);
                catchUp();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                complain(e);
            }
        }
    }

    private synchronized long seen() {
        return revision;
    }

    /** Waits before the next try, because a store that is down may say so at once. */
    private void complain(RuntimeException e) {
        log.warn(
                "Keys cannot be brought up to date ({}); the last ones known stay",
                e.getClass().getName());
        try {
            Thread.sleep(LOOK_EVERY.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops following, and writes when secrets were used last. */
    @Override
    public void close() {
        closed = true;
        follower.interrupt();
        uses.close();
    }

    @Override
    public String toString() {
        return "KeyDirectory[" + table + "]";
    }
}
