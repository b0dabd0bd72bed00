package dev.latchkey.examples.gateway;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.latchkey.jdbc.H2Url;
import dev.latchkey.jdbc.JdbcKeyRepository;
import dev.latchkey.jdbc.JdbcQuotaLedger;
import dev.latchkey.jdbc.Schema;
import dev.latchkey.manage.RepositoryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A pool of connections to the gateway's database, whose tables are made where there are none. What a driver says is told
 * nowhere: it repeats addresses, and passwords in them.
 *
 * @param keys the keys, users and budgets in it
 * @param money what was spent
 */
record Database(JdbcKeyRepository keys, JdbcQuotaLedger money, HikariDataSource pool) implements AutoCloseable {
    private static final String FILE = "latchkey";
    /** H2 would close at SIGTERM at once, before what is in flight has been answered and paid for. */
    private static final String CLOSED_BY_US = ";DB_CLOSE_ON_EXIT=FALSE";

    private static final String USER = "GATEWAY_JDBC_USER";
    private static final String PASSWORD = "GATEWAY_JDBC_PASSWORD";
    private static final int CONNECTIONS = 8;
    private static final long PATIENCE_MILLIS = 2000;

    /** Held, for a logger that nobody holds forgets its level. */
    private static final Logger DRIVER = Logger.getLogger("org.postgresql");

    /**
     * H2 in files of this directory, which is made where there is none.
     *
     * @throws IllegalArgumentException if it cannot be had
     */
    static Database inDirectory(Path directory) {
        String problem =
                "--data: expected a directory that this process may write, with a database that no other one has open";
        return opened(problem, () -> {
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(H2Url.file(made(directory, problem).resolve(FILE)) + CLOSED_BY_US);
            config.setUsername("sa");
            return config;
        });
    }

    private static Path made(Path directory, String problem) {
        try {
            boolean isPosix =
                    directory.getFileSystem().supportedFileAttributeViews().contains("posix");
            FileAttribute<?>[] ownersOnly = isPosix
                    ? new FileAttribute<?>[] {
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                    }
                    : new FileAttribute<?>[0];
            return Files.createDirectories(directory, ownersOnly);
        } catch (IOException e) {
            throw new IllegalArgumentException(problem + " (" + e.getClass().getSimpleName() + ")", e);
        }
    }

    /**
     * PostgreSQL at this address.
     *
     * @throws IllegalArgumentException if it cannot be had
     */
    static Database at(Hidden url, Map<String, String> environment) {
        DRIVER.setLevel(Level.OFF);
        String problem = "--jdbc-url: expected the address of a PostgreSQL that can be reached, and a user who may make"
                + " tables in it (in the address, or in " + USER + " and " + PASSWORD + ")";
        return opened(problem, () -> {
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(url.text());
            config.setUsername(environment.get(USER));
            config.setPassword(environment.get(PASSWORD));
            return config;
        });
    }

    private static Database opened(String problem, Supplier<HikariConfig> address) {
        HikariDataSource pool;
        try {
            HikariConfig config = address.get();
            config.setMaximumPoolSize(CONNECTIONS);
            config.setMinimumIdle(1);
            config.setConnectionTimeout(PATIENCE_MILLIS);
            // Whether there is a database is found out below, where nothing is logged of it.
            config.setInitializationFailTimeout(-1);
            pool = new HikariDataSource(config);
        } catch (RepositoryException e) {
            throw new IllegalArgumentException(problem + ": " + e.getMessage(), e);
        } catch (RuntimeException ignored) {
            throw new IllegalArgumentException(problem);
        }
        try {
            Schema.migrate(pool);
            return new Database(JdbcKeyRepository.of(pool), JdbcQuotaLedger.of(pool), pool);
        } catch (RepositoryException | IllegalStateException e) {
            pool.close();
            throw new IllegalArgumentException(problem + ": " + e.getMessage(), e);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    @Override
    public String toString() {
        return "Database";
    }
}
