package dev.latchkey.jdbc;

import dev.latchkey.manage.RepositoryException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Latchkey's tables, whose names all begin with {@code latchkey_}. They are made by plain SQL scripts,
 * {@code dev/latchkey/jdbc/V1__keys_users_budgets.sql} and those after it, which a host may as well run itself, by Flyway,
 * Liquibase or hand: each notes in the table {@code latchkey_schema} that it was run.
 */
public final class Schema {
    static final List<String> SCRIPTS = List.of("V1__keys_users_budgets.sql", "V2__money.sql");

    private Schema() {}

    /**
     * Makes the tables that are not there yet. Safe to call at every start, and by several processes at once.
     *
     * @throws IllegalArgumentException if the database is neither H2 nor PostgreSQL, or an H2 that delays its writes
     * @throws IllegalStateException if the tables are those of a later version of this library
     * @throws RepositoryException if the database cannot be reached, or does not let us make tables
     */
    public static void migrate(DataSource source) {
        Database database = Database.of(source);
        // H2 has no lock for this, and no other process either.
        synchronized (Schema.class) {
            database.transact("The schema", connection -> {
                database.dialect().lockSchema(connection);
                for (int version = versionOf(connection) + 1; version <= SCRIPTS.size(); version++) {
                    run(connection, SCRIPTS.get(version - 1));
                }
                return true;
            });
        }
    }

    /**
     * Refuses a database whose tables are not the ones that this version works with.
     *
     * @throws IllegalStateException if tables are missing
     */
    static void check(Database database) {
        int version = database.ask("The schema", Schema::versionOf);
        if (version < SCRIPTS.size()) {
            throw new IllegalStateException("Latchkey's tables are missing or old; call Schema.migrate first");
        }
    }

    private static int versionOf(Connection connection) throws SQLException {
        if (!isThere(connection)) {
            return 0;
        }
        OptionalLong version = Statements.number(connection, "SELECT COALESCE(MAX(version), 0) FROM latchkey_schema");
        if (version.orElse(0) > SCRIPTS.size()) {
            throw new IllegalStateException("Latchkey's tables are those of a later version; use that one");
        }
        return Math.toIntExact(version.orElse(0));
    }

    private static boolean isThere(Connection connection) throws SQLException {
        return Statements.number(
                                connection,
                                "SELECT COUNT(*) FROM information_schema.tables"
                                        + " WHERE LOWER(table_name) = 'latchkey_schema' AND table_schema = CURRENT_SCHEMA")
                        .orElse(0)
                > 0;
    }

    private static void run(Connection connection, String script) throws SQLException {
        for (String statement : textOf(script).split(";", -1)) {
            if (!statement.isBlank()) {
                Statements.update(connection, statement);
            }
        }
    }

    private static String textOf(String script) {
        try (InputStream in = Objects.requireNonNull(Schema.class.getResourceAsStream(script))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("\n", -1))
                    .filter(line -> !line.startsWith("--"))
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
