package dev.latchkey.jdbc;

import dev.latchkey.manage.Budget;
import dev.latchkey.manage.ManagedUser;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** A table of entities that are kept as one document each: the users, or the budgets. Immutable. */
final class DocumentTable<T> {
    static final DocumentTable<ManagedUser> USERS = new DocumentTable<>(
            "latchkey_users",
            ManagedUser::id,
            ManagedUser::version,
            ManagedUser::isDeleted,
            UserDocument::write,
            UserDocument::read);
    static final DocumentTable<Budget> BUDGETS = new DocumentTable<>(
            "latchkey_budgets",
            Budget::id,
            Budget::version,
            Budget::isDeleted,
            BudgetDocument::write,
            BudgetDocument::read);

    private final String name;
    private final Function<T, String> idOf;
    private final ToLongFunction<T> versionOf;
    private final Predicate<T> isDeleted;
    private final Function<T, String> written;
    private final Function<String, T> read;

    private DocumentTable(
            String name,
            Function<T, String> idOf,
            ToLongFunction<T> versionOf,
            Predicate<T> isDeleted,
            Function<T, String> written,
            Function<String, T> read) {
        this.name = name;
        this.idOf = idOf;
        this.versionOf = versionOf;
        this.isDeleted = isDeleted;
        this.written = written;
        this.read = read;
    }

    Optional<T> find(Connection connection, String id) throws SQLException {
        return Statements.query(
                        connection,
                        "SELECT document FROM " + name + " WHERE id = ?",
                        row -> read.apply(row.getString(1)),
                        Column.id(id))
                .stream()
                .findFirst();
    }

    List<T> list(Connection connection, int skip, int limit) throws SQLException {
        return Statements.query(
                connection,
                "SELECT document FROM " + name + " WHERE NOT deleted ORDER BY made LIMIT ? OFFSET ?",
                row -> read.apply(row.getString(1)),
                limit,
                skip);
    }

    /** Writes these; false if one of them was not made from the version that is kept. */
    boolean write(Connection connection, List<T> changed, long revision) throws SQLException {
        List<@Nullable Object[]> fresh = new ArrayList<>();
        List<@Nullable Object[]> next = new ArrayList<>();
        for (T entity : changed) {
            long version = versionOf.applyAsLong(entity);
            String id = Column.id(idOf.apply(entity));
            boolean deleted = isDeleted.test(entity);
            if (version == 1) {
                fresh.add(new @Nullable Object[] {id, deleted, written.apply(entity), version, revision});
            } else {
                next.add(new @Nullable Object[] {deleted, written.apply(entity), version, revision, id, version - 1});
            }
        }
        Statements.batch(
                connection,
                "INSERT INTO " + name + " (id, deleted, document, version, revision) VALUES (?, ?, ?, ?, ?)",
                fresh);
        return Statements.changedOneEach(Statements.batch(
                connection,
                "UPDATE " + name
                        + " SET deleted = ?, document = ?, version = ?, revision = ? WHERE id = ? AND version = ?",
                next));
    }
}
