package dev.latchkey.jdbc;

import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.manage.KeyFilter;
import dev.latchkey.manage.KeyUse;
import dev.latchkey.manage.ManagedKey;
import dev.latchkey.manage.SecretNote;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tables of keys and of their secrets. */
final class KeyTables {
    private static final String FIND = "SELECT k.made, k.document, s.last_used_at"
            + " FROM latchkey_keys k JOIN latchkey_secrets s ON s.key_id = k.id WHERE k.id = ? ORDER BY s.place";

    private KeyTables() {}

    static Optional<ManagedKey> find(Connection connection, KeyId id) throws SQLException {
        KeyRows rows = new KeyRows();
        Statements.query(connection, FIND, rows::add, id.value());
        return rows.keys().stream().findFirst();
    }

    static List<ManagedKey> list(Connection connection, KeyFilter filter, int skip, int limit) throws SQLException {
        KeyRows rows = new KeyRows();
        KeyQuery query = new KeyQuery(filter, skip, limit);
        Statements.query(connection, query.sql(), rows::add, query.values());
        return rows.keys();
    }

    /** Writes these; false if one of them was not made from the version that is kept. */
    static boolean write(Connection connection, List<ManagedKey> changed, long revision) throws SQLException {
        List<@Nullable Object[]> fresh = new ArrayList<>();
        List<@Nullable Object[]> next = new ArrayList<>();
        for (ManagedKey key : changed) {
            KeyRecord record = key.record();
            Object user = Column.id(record.user().orElse(null));
            Object expires = record.expiresAt().map(Column::nanos).orElse(null);
            String status = record.status().name();
            String document = KeyDocument.write(key);
            String id = key.id().value();
            if (key.version() == 1) {
                fresh.add(new @Nullable Object[] {id, user, status, expires, document, key.version(), revision});
            } else {
                next.add(new @Nullable Object[] {
                    user, status, expires, document, key.version(), revision, id, key.version() - 1
                });
            }
        }
        Statements.batch(
                connection,
                "INSERT INTO latchkey_keys (id, user_id, status, expires_at, document, version, revision)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                fresh);
        boolean follows = Statements.changedOneEach(Statements.batch(
                connection,
                "UPDATE latchkey_keys SET user_id = ?, status = ?, expires_at = ?, document = ?, version = ?,"
                        + " revision = ? WHERE id = ? AND version = ?",
                next));
        if (follows) {
            writeSecrets(connection, changed);
        }
        return follows;
    }

    /** New secrets first: one that is another key's, even one that this change would take from it, is in the way. */
    private static void writeSecrets(Connection connection, List<ManagedKey> changed) throws SQLException {
        List<@Nullable Object[]> fresh = new ArrayList<>();
        List<@Nullable Object[]> kept = new ArrayList<>();
        List<@Nullable Object[]> gone = new ArrayList<>();
        for (ManagedKey key : changed) {
            Map<String, @Nullable Long> before = key.version() == 1 ? new HashMap<>() : usesOf(connection, key.id());
            for (int place = 0; place < key.notes().size(); place++) {
                String secret = Column.secret(key.record().secrets().get(place));
                SecretNote note = key.notes().get(place);
                boolean isThere = before.containsKey(secret);
                Long used = later(
                        before.remove(secret),
                        note.lastUsedAt().map(Column::nanos).orElse(null));
                long created = Column.nanos(note.createdAt());
                (isThere ? kept : fresh).add(new @Nullable Object[] {key.id().value(), place, created, used, secret});
            }
            before.keySet().forEach(secret -> gone.add(new @Nullable Object[] {secret}));
        }
        Statements.batch(
                connection,
                "INSERT INTO latchkey_secrets (key_id, place, created_at, last_used_at, secret) VALUES (?, ?, ?, ?, ?)",
                fresh);
        Statements.batch(
                connection,
                "UPDATE latchkey_secrets SET key_id = ?, place = ?, created_at = ?, last_used_at = ? WHERE secret = ?",
                kept);
        Statements.batch(connection, "DELETE FROM latchkey_secrets WHERE secret = ?", gone);
    }

    private static Map<String, @Nullable Long> usesOf(Connection connection, KeyId id) throws SQLException {
        Map<String, @Nullable Long> uses = new HashMap<>();
        Statements.query(
                connection,
                "SELECT secret, last_used_at FROM latchkey_secrets WHERE key_id = ?",
                row -> uses.put(row.getString(1), Statements.whole(row, 2)) == null,
                id.value());
        return uses;
    }

    /** A secret may have been used since the key was read; the later use is kept. */
    private static @Nullable Long later(@Nullable Long one, @Nullable Long other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Math.max(one, other);
    }

    /** Notes when secrets were used; never an earlier time than is known. */
    static void used(Connection connection, List<KeyUse> uses) throws SQLException {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (KeyUse use : uses) {
            long at = Column.nanos(use.at());
            rows.add(new @Nullable Object[] {
                at, Column.secret(use.secret()), use.key().value(), at
            });
        }
        Statements.batch(
                connection,
                "UPDATE latchkey_secrets SET last_used_at = ?"
                        + " WHERE secret = ? AND key_id = ? AND (last_used_at IS NULL OR last_used_at < ?)",
                rows);
    }
}
