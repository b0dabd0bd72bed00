package dev.latchkey.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Runs statements with their values bound; no value is ever part of a statement's text. */
final class Statements {
    private static final int FETCH = 1000;

    private Statements() {}

    /** Reads what it needs of the current row. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    static <T> List<T> query(Connection connection, String sql, Row<T> row, @Nullable Object... values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            statement.setFetchSize(FETCH);
            List<T> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(row.read(result));
                }
            }
            return rows;
        }
    }

    /** The number in the first column of the first row; empty where there is no row. */
    static OptionalLong number(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        return query(connection, sql, row -> row.getLong(1), values).stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    /** How many rows were changed. */
    static int update(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
        }
    }

    /** Runs the statement once for each list of values, and tells how many rows each of them changed. */
    static int[] batch(Connection connection, String sql, List<@Nullable Object[]> lists) throws SQLException {
        if (lists.isEmpty()) {
            return new int[0];
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (@Nullable Object[] values : lists) {
                bind(statement, values);
                statement.addBatch();
            }
            return statement.executeBatch();
        }
    }

    /** Whether each statement of a batch has changed exactly one row. */
    static boolean changedOneEach(int[] changed) {
        return Arrays.stream(changed).allMatch(rows -> rows == 1);
    }

    private static void bind(PreparedStatement statement, @Nullable Object[] values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    /** A column of whole numbers that may be empty. */
    static @Nullable Long whole(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }
}
