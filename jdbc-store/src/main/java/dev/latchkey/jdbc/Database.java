package dev.latchkey.jdbc;

import dev.latchkey.manage.RepositoryException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;

/**
 * A host's database, worked with in short transactions. What its driver says goes no further than a state: drivers quote
 * values and statements. Thread-safe.
 */
final class Database {
    private static final int TRIES = 20;

    /** Serialization failure, deadlock, and a row that somebody else has made just now: nothing was done, so once more. */
    private static final Set<String> AGAIN = Set.of("40001", "40P01", "23505");

    private final DataSource source;
    private final Dialect dialect;

    private Database(DataSource source, Dialect dialect) {
        this.source = source;
        this.dialect = dialect;
    }

    /** What is to be done with a connection. */
    @FunctionalInterface
    interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    /**
     * The database behind this source.
     *
     * @throws IllegalArgumentException if it is neither H2 nor PostgreSQL, or an H2 that delays its writes
     * @throws RepositoryException if it cannot be reached
     */
    static Database of(DataSource source) {
        return new Database(source, ask(source, "The database", connection -> {
            Dialect dialect = Dialect.of(connection);
            dialect.checkDurability(connection);
            return dialect;
        }));
    }

    Dialect dialect() {
        return dialect;
    }

    /** A connection of its own, for its borrower to close. */
    Connection borrow() throws SQLException {
        return source.getConnection();
    }

    /** Runs statements that stand each for itself. */
    <T> T ask(String what, Work<T> work) {
        return ask(source, what, work);
    }

    private static <T> T ask(DataSource source, String what, Work<T> work) {
        try (Connection connection = source.getConnection()) {
            return inMode(connection, true, work);
        } catch (SQLException e) {
            Dialect.refuseWithoutRights(e);
            throw unreachable(what, e);
        }
    }

    /** Works in one transaction, and again from the start where another one was in its way. */
    <T> T transact(String what, Work<T> work) {
        for (int tries = 1; ; tries++) {
            try (Connection connection = source.getConnection()) {
                return inMode(connection, false, one -> committing(one, work));
            } catch (SQLException e) {
                if (tries == TRIES || !AGAIN.contains(String.valueOf(e.getSQLState()))) {
                    throw unreachable(what, e);
                }
            }
        }
    }

    /** Runs the work in the mode that it needs, and leaves the connection to its pool in the mode that it came in. */
    private static <T> T inMode(Connection connection, boolean autoCommit, Work<T> work) throws SQLException {
        boolean before = connection.getAutoCommit();
        connection.setAutoCommit(autoCommit);
        try {
            return work.with(connection);
        } finally {
            restore(connection, before);
        }
    }

    private <T> T committing(Connection connection, Work<T> work) throws SQLException {
        boolean done = false;
        try {
            T result = work.with(connection);
            connection.commit();
            dialect.persist(connection);
            done = true;
            return result;
        } finally {
            if (!done) {
                undo(connection);
            }
        }
    }

    /** A connection that cannot even roll back is broken; the first failure is the one to tell of. */
    private static void undo(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException ignored) {
            // The database rolls back when it notices.
        }
    }

    private static void restore(Connection connection, boolean autoCommit) {
        try {
            connection.setAutoCommit(autoCommit);
        } catch (SQLException ignored) {
            // Broken as well; its pool finds out when it is asked next.
        }
    }

    /** Without the driver's message, which quotes values; its place in the program is kept. */
    static RepositoryException unreachable(String what, SQLException e) {
        SQLException told = new SQLException("SQL state " + e.getSQLState(), e.getSQLState(), e.getErrorCode());
        told.setStackTrace(e.getStackTrace());
        return new RepositoryException(
                what + " could not be read or written (SQL state " + e.getSQLState() + ")", told);
    }
}
