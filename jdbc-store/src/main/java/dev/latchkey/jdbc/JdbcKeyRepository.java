package dev.latchkey.jdbc;

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
import dev.latchkey.manage.RepositoryException;
import dev.latchkey.manage.UsageRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Keys, users and budgets in H2 or PostgreSQL, through any {@link DataSource}. Of secrets only digests are stored, and every
 * value is bound. Thread-safe.
 *
 * <pre>{@code
 * Schema.migrate(dataSource);
 * KeyRepository repository = JdbcKeyRepository.of(dataSource);
 * KeyDirectory keys = KeyDirectory.follow(repository);
 * }</pre>
 *
 * <p>H2 serves one process. Open it with {@link H2Url}, or else with {@code WRITE_DELAY=0} (any other is refused) and as a
 * user with admin rights, because every change is followed by a {@code CHECKPOINT}. With a {@code jdbc:h2:file:} URL of your
 * own, a thread that is interrupted takes the database down with it, and a process that is killed may lose its last changes.
 *
 * <p>On PostgreSQL any number of processes hear of each other's changes by {@code LISTEN}, for which each repository that is
 * followed keeps one connection: a pool needs two or more. Where the pool does not hand out the driver's connections
 * ({@link java.sql.Wrapper#unwrap}), or the listening one is lost, changes are looked for five times a second instead. Let
 * the pool and the driver give up soon, after a second or a few, so that an outage is noticed and its end as well.
 *
 * <p>Calls are kept until somebody deletes them from the table {@code latchkey_calls}.
 */
public final class JdbcKeyRepository implements KeyRepository {
    private static final long LOOK_NANOS = Duration.ofMillis(200).toNanos();
    private static final int USES_AT_ONCE = 200;

    private final Database database;
    private final LatestRevision latest = new LatestRevision();
    private @Nullable PostgresNotifications notifications;

    private JdbcKeyRepository(Database database) {
        this.database = database;
    }

    /**
     * The repository in this database. The data source stays the caller's to close, after this.
     *
     * @throws IllegalArgumentException if the database is neither H2 nor PostgreSQL, or an H2 that delays its writes
     * @throws IllegalStateException if the tables are not there; see {@link Schema#migrate}
     * @throws RepositoryException if the database cannot be reached
     */
    public static JdbcKeyRepository of(DataSource source) {
        Database database = Database.of(source);
        Schema.check(database);
        return new JdbcKeyRepository(database);
    }

    @Override
    public Optional<ManagedKey> key(KeyId id) {
        return database.ask("A key", connection -> KeyTables.find(connection, id));
    }

    @Override
    public List<ManagedKey> keys(KeyFilter filter, int skip, int limit) {
        return database.ask("Keys", connection -> KeyTables.list(connection, filter, skip, limit));
    }

    @Override
    public Optional<ManagedUser> user(String id) {
        return database.ask("A user", connection -> DocumentTable.USERS.find(connection, id));
    }

    @Override
    public List<ManagedUser> users(int skip, int limit) {
        return database.ask("Users", connection -> DocumentTable.USERS.list(connection, skip, limit));
    }

    @Override
    public Optional<Budget> budget(String id) {
        return database.ask("A budget", connection -> DocumentTable.BUDGETS.find(connection, id));
    }

    @Override
    public List<Budget> budgets(int skip, int limit) {
        return database.ask("Budgets", connection -> DocumentTable.BUDGETS.list(connection, skip, limit));
    }

    @Override
    public boolean commit(ChangeSet changes) {
        long revision =
                database.transact("A change", connection -> Revisions.commit(connection, database.dialect(), changes));
        latest.reached(revision);
        return revision != Revisions.REFUSED;
    }

    @Override
    public Changes changesAfter(long revision) {
        // In a transaction, because only there PostgreSQL's driver reads many rows piece by piece.
        return database.transact("Changes", connection -> Revisions.after(connection, revision));
    }

    @Override
    public void awaitChange(long revision, Duration atMost) throws InterruptedException {
        listen();
        long start = System.nanoTime();
        long left = atMost.toNanos();
        while (left > 0 && !latest.await(revision, left, LOOK_NANOS)) {
            if (!latest.isTold()) {
                latest.reached(database.ask("The revision", Revisions::latest));
            }
            left = atMost.toNanos() - (System.nanoTime() - start);
        }
    }

    private synchronized void listen() {
        if (notifications == null && database.dialect() == Dialect.POSTGRESQL) {
            notifications = new PostgresNotifications(database, latest);
            notifications.start();
        }
    }

    @Override
    public void used(List<KeyUse> uses) {
        for (int from = 0; from < uses.size(); from += USES_AT_ONCE) {
            List<KeyUse> some = uses.subList(from, Math.min(uses.size(), from + USES_AT_ONCE));
            database.transact("The last use of keys", connection -> {
                // Whoever changes keys writes these rows, too.
                Revisions.lock(connection);
                KeyTables.used(connection, some);
                return some;
            });
        }
    }

    @Override
    public List<ManagementEvent> events(ManagementEvent.Subject subject, String id, int skip, int limit) {
        return newestFirst(
                "latchkey_events WHERE subject = '" + subject.name() + "' AND subject_id = ?",
                EventDocument::read,
                id,
                skip,
                limit);
    }

    @Override
    public void record(UsageRecord call) {
        database.transact(
                "A call",
                connection -> Statements.update(
                        connection,
                        "INSERT INTO latchkey_calls (key_id, user_id, document) VALUES (?, ?, ?)",
                        Column.id(call.keyId()),
                        Column.id(call.userId()),
                        CallDocument.write(call)));
    }

    @Override
    public List<UsageRecord> callsWith(KeyId key, int skip, int limit) {
        return newestFirst("latchkey_calls WHERE key_id = ?", CallDocument::read, key.value(), skip, limit);
    }

    @Override
    public List<UsageRecord> callsFor(String user, int skip, int limit) {
        return newestFirst("latchkey_calls WHERE user_id = ?", CallDocument::read, user, skip, limit);
    }

    private <T> List<T> newestFirst(String which, Function<String, T> read, String id, int skip, int limit) {
        return database.ask(
                "The record",
                connection -> Statements.query(
                        connection,
                        "SELECT document FROM " + which + " ORDER BY made DESC LIMIT ? OFFSET ?",
                        row -> read.apply(row.getString(1)),
                        Column.id(id),
                        limit,
                        skip));
    }

    @Override
    public synchronized void close() {
        if (notifications != null) {
            notifications.close();
        }
    }
}
