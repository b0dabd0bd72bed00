package dev.latchkey.manage;

import dev.latchkey.key.KeySource;
import dev.latchkey.key.KeyTable;
import dev.latchkey.quota.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

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
 *
 * <p>A key that the authenticators cannot serve, such as one under a hash secret that is not configured, is refused and told
 * of in the log; all others are served.
 */
public final class KeyDirectory implements KeySource, UserDirectory, AutoCloseable {
    private static final Duration LAST_USE_EVERY = Duration.ofMinutes(5);

    private final KeyRepository repository;
    private final TimeSource time;
    private final LastUses uses;
    private final Follower follower;
    private Consumer<KeyTable> check = anything -> {};
    private KnownKeys keys;
    private volatile KnownUsers users = new KnownUsers();
    private volatile KeyTable table = KeyTable.empty();
    private volatile long confirmedAt;
    private long revision;

    private KeyDirectory(KeyRepository repository, TimeSource time, Duration lastUseEvery) {
        this.repository = repository;
        this.time = time;
        this.uses = new LastUses(repository, time, lastUseEvery);
        this.keys = new KnownKeys(time, uses::used);
        this.follower = new Follower(this, time);
    }

    /** The content of this repository, by the system's clock; last use is written at most every 5 minutes. */
    public static KeyDirectory follow(KeyRepository repository) {
        return follow(repository, TimeSource.system(), LAST_USE_EVERY);
    }

    /** The content of this repository, by this clock; last use is written at most every 5 minutes. */
    public static KeyDirectory follow(KeyRepository repository, TimeSource time) {
        return follow(repository, time, LAST_USE_EVERY);
    }

    /**
     * The content of this repository, read once before this returns and followed from then on. The repository stays the
     * caller's to close, after this.
     *
     * @param lastUseEvery how often at most the last use of a secret is written: 1 second to 1 day
     * @throws RepositoryException if it cannot be read
     * @throws IllegalArgumentException if last use were to be written more or less often
     */
    public static KeyDirectory follow(KeyRepository repository, TimeSource time, Duration lastUseEvery) {
        KeyDirectory directory = new KeyDirectory(repository, time, lastUseEvery);
        directory.catchUp();
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
    public void catchUp() {
        long before = time.epochNanos();
        long since = revision();
        Changes changes = repository.changesAfter(since);
        if (changes.revision() < since) {
            startAgain(since);
        } else {
            take(changes);
        }
        confirm(before);
    }

    /** A store that was put back to what it was earlier holds what it holds, whatever had come after that. */
    private synchronized void startAgain(long since) {
        if (revision == since) {
            Changes everything = repository.changesAfter(0);
            KnownUsers users = new KnownUsers();
            users.take(everything.users(), everything.budgets());
            KnownKeys keys = new KnownKeys(time, uses::used);
            table = keys.table(KeyTable.empty(), check, keys.take(everything.keys()));
            this.users = users;
            this.keys = keys;
            revision = everything.revision();
        }
    }

    private synchronized void take(Changes changes) {
        hold(changes.keys(), changes.users(), changes.budgets());
        revision = Math.max(revision, changes.revision());
    }

    private synchronized void confirm(long at) {
        confirmedAt = Math.max(confirmedAt, at);
    }

    synchronized long revision() {
        return revision;
    }

    /** Lets what this process has just committed hold, whether or not the repository can be read afterwards. */
    void hold(ChangeSet committed) {
        hold(committed.keys(), committed.users(), committed.budgets());
    }

    private synchronized void hold(List<ManagedKey> newKeys, List<ManagedUser> newUsers, List<Budget> newBudgets) {
        users.take(newUsers, newBudgets);
        KnownKeys.Replaced replaced = keys.take(newKeys);
        if (!replaced.fresh().isEmpty()) {
            table = keys.table(table, check, replaced);
        }
    }

    /** Folds many changes of the table in, while requests and further changes go on. */
    void fold() {
        KeyTable many = table;
        if (many.isWorthFolding()) {
            replace(many, many.folded());
        }
    }

    private synchronized void replace(KeyTable earlier, KeyTable folded) {
        table = table.onTopOf(folded, earlier);
    }

    @Override
    public KeyTable table() {
        return table;
    }

    @Override
    public long confirmedAtNanos() {
        return confirmedAt;
    }

    /**
     * Adds a check for the tables of this directory; the current one is checked at once.
     *
     * @throws IllegalArgumentException if the check refuses the current table; it is not added then
     */
    @Override
    public synchronized void checkTables(Consumer<KeyTable> later) {
        later.accept(table);
        check = check.andThen(later);
    }

    @Override
    public Optional<User> find(String id) {
        return users.find(id);
    }

    /** The budget under whose name the ledger counts what a user spends: another one for who has the id after a deleted user. */
    public static String spendingOf(ManagedUser user) {
        return user.generation() == 1 ? "budget" : "budget-" + user.generation();
    }

    /** Stops following, and writes when secrets were used last. The table stays. */
    @Override
    public void close() {
        follower.close();
        uses.close();
    }

    @Override
    public String toString() {
        return "KeyDirectory[" + table + "]";
    }
}
