package dev.latchkey.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears of every change that any process makes, on a connection of its own that listens for PostgreSQL's notifications.
 * Where there is none, nothing is told, and whoever waits looks for himself. Thread-safe.
 */
final class PostgresNotifications implements AutoCloseable {
    static final String CHANNEL = "latchkey_changes";

    private static final Logger log = LoggerFactory.getLogger(PostgresNotifications.class);
    private static final int WAIT_MILLIS = 1000;
    private static final int AGAIN_MILLIS = 500;

    private final Database database;
    private final LatestRevision latest;
    private final Thread listener = new Thread(this::run, "latchkey-notifications");
    private volatile boolean closed;

    PostgresNotifications(Database database, LatestRevision latest) {
        this.database = database;
        this.latest = latest;
    }

    void start() {
        listener.setDaemon(true);
        listener.start();
    }

    private void run() {
        boolean possible = true;
        while (possible && !closed) {
            try (Connection connection = database.borrow()) {
                possible = listen(connection);
            } catch (SQLException | RuntimeException e) {
                log.debug(
                        "No notifications from PostgreSQL at present ({})",
                        e.getClass().getName());
            } catch (NoClassDefFoundError e) {
                possible = false;
            } finally {
                latest.isTold(false);
            }
            pause();
        }
        if (!possible) {
            log.info(
                    "This data source hands out no connections of PostgreSQL's own driver; changes are looked for instead");
        }
    }

    private void pause() {
        try {
            Thread.sleep(AGAIN_MILLIS);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    /** Returns false if the driver's connection cannot be had. */
    private boolean listen(Connection connection) throws SQLException {
        if (!connection.isWrapperFor(PGConnection.class)) {
            return false;
        }
        connection.setAutoCommit(true);
        Statements.update(connection, "LISTEN " + CHANNEL);
        // What was changed before anybody listened has not been told of.
        latest.reached(Revisions.latest(connection));
        latest.isTold(true);
        PGConnection driver = connection.unwrap(PGConnection.class);
        while (!closed) {
            hear(driver.getNotifications(WAIT_MILLIS));
            // A connection that has died in silence is found out by asking something of it.
            latest.reached(Revisions.latest(connection));
        }
        Statements.update(connection, "UNLISTEN " + CHANNEL);
        return true;
    }

    private void hear(PGNotification[] notifications) {
        for (PGNotification notification : notifications) {
            revision(notification.getParameter());
        }
    }

    /** Anybody who may connect may send anything. */
    private void revision(String told) {
        try {
            latest.reached(Long.parseLong(told));
        } catch (NumberFormatException ignored) {
            // Not from us.
        }
    }

    @Override
    public void close() {
        closed = true;
        listener.interrupt();
    }
}
