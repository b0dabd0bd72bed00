package dev.latchkey.jdbc;

import dev.latchkey.manage.Budget;
import dev.latchkey.manage.ChangeSet;
import dev.latchkey.manage.Changes;
import dev.latchkey.manage.ManagedKey;
import dev.latchkey.manage.ManagedUser;
import dev.latchkey.manage.ManagementEvent;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Changes in their order. Whoever makes one holds the row of the revision from before it looks until it has committed, so
 * that none becomes visible before an earlier one.
 */
final class Revisions {
    /** What commit answers for changes that cannot be. */
    static final long REFUSED = -1;

    private static final String UNIQUE_VIOLATION = "23505";
    private static final int KEY = 1;
    private static final int USER = 2;
    private static final int BUDGET = 3;

    /** One statement, because one statement sees one state of everything. */
    private static final String AFTER = "SELECT 0 AS kind, revision AS made, 0 AS place, '' AS document,"
            + " CAST(NULL AS BIGINT) AS last_used_at FROM latchkey_revision"
            + " UNION ALL SELECT 1, k.made, s.place, k.document, s.last_used_at"
            + " FROM latchkey_keys k JOIN latchkey_secrets s ON s.key_id = k.id WHERE k.revision > ?"
            + " UNION ALL SELECT 2, u.made, 0, u.document, NULL FROM latchkey_users u WHERE u.revision > ?"
            + " UNION ALL SELECT 3, b.made, 0, b.document, NULL FROM latchkey_budgets b WHERE b.revision > ?"
            + " ORDER BY 1, 2, 3";

    /** Looks at the keys and the users of one revision; before it, there were none. */
    private static final String ACTIVE_OF_DELETED = active("k") + " UNION ALL " + active("u");

    private Revisions() {}

    private static String active(String changed) {
        return "SELECT 1 FROM latchkey_keys k JOIN latchkey_users u ON u.id = k.user_id"
                + " WHERE k.status = 'ACTIVE' AND u.deleted AND " + changed + ".revision = ?";
    }

    static long latest(Connection connection) throws SQLException {
        return Statements.number(connection, "SELECT revision FROM latchkey_revision")
                .orElseThrow();
    }

    /** Waits until nobody else is changing anything, and keeps others waiting until the transaction ends. */
    static long lock(Connection connection) throws SQLException {
        return Statements.number(connection, "SELECT revision FROM latchkey_revision WHERE id = 1 FOR UPDATE")
                .orElseThrow();
    }

    /** Writes the changes and tells their revision; {@link #REFUSED} if they cannot be, with the transaction undone. */
    static long commit(Connection connection, Dialect dialect, ChangeSet changes) throws SQLException {
        try {
            long revision = lock(connection) + 1;
            if (write(connection, changes, revision)) {
                Statements.update(connection, "UPDATE latchkey_revision SET revision = ? WHERE id = 1", revision);
                dialect.tell(connection, revision);
                return revision;
            }
        } catch (SQLException e) {
            if (!UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw e;
            }
        }
        connection.rollback();
        return REFUSED;
    }

    private static boolean write(Connection connection, ChangeSet changes, long revision) throws SQLException {
        boolean written = isEachOnce(changes)
                && DocumentTable.USERS.write(connection, changes.users(), revision)
                && DocumentTable.BUDGETS.write(connection, changes.budgets(), revision)
                && KeyTables.write(connection, changes.keys(), revision)
                && Statements.number(connection, ACTIVE_OF_DELETED, revision, revision)
                        .isEmpty();
        if (written) {
            note(connection, changes.events());
        }
        return written;
    }

    private static boolean isEachOnce(ChangeSet changes) {
        return isEachOnce(changes.keys(), ManagedKey::id)
                && isEachOnce(changes.users(), ManagedUser::id)
                && isEachOnce(changes.budgets(), Budget::id);
    }

    private static <T> boolean isEachOnce(List<T> entities, Function<T, Object> idOf) {
        return entities.stream().map(idOf).distinct().count() == entities.size();
    }

    private static void note(Connection connection, List<ManagementEvent> events) throws SQLException {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (ManagementEvent event : events) {
            rows.add(
                    new @Nullable Object[] {event.subject().name(), Column.id(event.id()), EventDocument.write(event)});
        }
        Statements.batch(
                connection, "INSERT INTO latchkey_events (subject, subject_id, document) VALUES (?, ?, ?)", rows);
    }

    static Changes after(Connection connection, long since) throws SQLException {
        Collected changes = new Collected();
        Statements.query(connection, AFTER, changes::add, since, since, since);
        return new Changes(changes.revision, changes.keys.keys(), changes.users, changes.budgets);
    }

    private static final class Collected {
        private final KeyRows keys = new KeyRows();
        private final List<ManagedUser> users = new ArrayList<>();
        private final List<Budget> budgets = new ArrayList<>();
        private long revision;

        boolean add(ResultSet row) throws SQLException {
            long made = row.getLong(2);
            String document = row.getString(4);
            return switch (row.getInt(1)) {
                case KEY -> keys.add(made, document, Statements.whole(row, 5));
                case USER -> users.add(UserDocument.read(document));
                case BUDGET -> budgets.add(BudgetDocument.read(document));
                default -> {
                    revision = made;
                    yield true;
                }
            };
        }
    }
}
