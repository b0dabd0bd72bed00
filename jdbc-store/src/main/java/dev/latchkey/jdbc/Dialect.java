package dev.latchkey.jdbc;

import dev.latchkey.quota.TimeSource;
import java.sql.Connection;
import java.sql.SQLException;

/** What H2 and PostgreSQL do differently. Everything else is written so that both understand it. */
enum Dialect {
    /** One process, in a file or in memory. */
    H2,

    /** Several processes, which tell each other of changes. */
    POSTGRESQL;

    /** Any number will do that nobody else in the database is likely to lock. */
    private static final String LOCK_SCHEMA = "SELECT pg_advisory_xact_lock(5207286150491264121)";

    /** H2's own code. */
    private static final String ADMIN_RIGHTS_REQUIRED = "90040";

    /** The instant itself, and not the one at which the transaction began: it may have waited since. */
    private static final String CLOCK = "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS BIGINT) * 1000";

    /**
     * The dialect of this connection's database.
     *
     * @throws IllegalArgumentException if it is another product
     */
    static Dialect of(Connection connection) throws SQLException {
        return switch (connection.getMetaData().getDatabaseProductName()) {
            case "H2" -> H2;
            case "PostgreSQL" -> POSTGRESQL;
            default -> throw new IllegalArgumentException("data source: expected one of H2 or PostgreSQL");
        };
    }

    /** Keeps other processes from migrating until the transaction ends. H2 has only one. */
    void lockSchema(Connection connection) throws SQLException {
        if (this == POSTGRESQL) {
            Statements.query(connection, LOCK_SCHEMA, row -> 0);
        }
    }

    /**
     * Refuses a database that would lose what it has acknowledged when its process is killed.
     *
     * @throws IllegalArgumentException if H2 writes to a file with a delay
     */
    void checkDurability(Connection connection) throws SQLException {
        if (this == H2 && losesWrites(connection)) {
            throw new IllegalArgumentException("data source: H2 delays its writes, and would lose acknowledged "
                    + "changes when the process is killed; add ;WRITE_DELAY=0 to its URL, or use H2Url.file");
        }
    }

    /**
     * Refuses a user of H2 who may not even say how the database is to be opened.
     *
     * @throws IllegalArgumentException if that is what failed
     */
    static void refuseWithoutRights(SQLException failure) {
        if (ADMIN_RIGHTS_REQUIRED.equals(failure.getSQLState())) {
            throw new IllegalArgumentException("data source: expected an H2 user with admin rights", failure);
        }
    }

    private boolean losesWrites(Connection connection) throws SQLException {
        persist(connection);
        return Statements.number(
                        connection,
                        "SELECT 1 FROM INFORMATION_SCHEMA.SETTINGS WHERE DATABASE_PATH() IS NOT NULL"
                                + " AND SETTING_NAME = 'WRITE_DELAY' AND SETTING_VALUE <> '0'")
                .isPresent();
    }

    /** The database's clock, in epoch nanoseconds; H2 runs in this process, and has its clock. */
    long now(Connection connection) throws SQLException {
        return this == H2
                ? TimeSource.system().epochNanos()
                : Statements.number(connection, CLOCK).orElseThrow();
    }

    /**
     * Waits until what was committed has left the process. H2's own commit does not write where another session's write
     * that began before it was just ending, and leaves that to the next commit; a second write begins after it for certain.
     */
    void persist(Connection connection) throws SQLException {
        if (this == H2) {
            Statements.update(connection, "CHECKPOINT");
        }
    }

    /** Tells every listening process, as soon as the transaction commits, that this revision is there. */
    void tell(Connection connection, long revision) throws SQLException {
        if (this == POSTGRESQL) {
            Statements.query(
                    connection,
                    "SELECT pg_notify(?, ?)",
                    row -> 0,
                    PostgresNotifications.CHANNEL,
                    String.valueOf(revision));
        }
    }
}
