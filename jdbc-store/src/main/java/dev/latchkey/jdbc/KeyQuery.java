package dev.latchkey.jdbc;

import dev.latchkey.key.KeyStatus;
import dev.latchkey.manage.KeyFilter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The statement that lists the keys of a filter, with its values apart. */
final class KeyQuery {
    private final List<String> conditions = new ArrayList<>();
    private final List<@Nullable Object> values = new ArrayList<>();

    KeyQuery(KeyFilter filter, int skip, int limit) {
        KeyStatus status = filter.status();
        add(status == null ? "k.status <> ?" : "k.status = ?", (status == null ? KeyStatus.DELETED : status).name());
        if (filter.user() != null) {
            add("k.user_id = ?", Column.id(filter.user()));
        }
        if (filter.expiringBefore() != null) {
            add("k.expires_at < ?", Column.nanos(filter.expiringBefore()));
        }
        if (filter.unusedSince() != null) {
            long since = Column.nanos(filter.unusedSince());
            add("EXISTS (" + secretsWith("created_at < ?") + ")", since);
            add("NOT EXISTS (" + secretsWith("last_used_at >= ?") + ")", since);
        }
        if (filter.createdBefore() != null) {
            add("NOT EXISTS (" + secretsWith("created_at >= ?") + ")", Column.nanos(filter.createdBefore()));
        }
        values.add(limit);
        values.add(skip);
    }

    private static String secretsWith(String condition) {
        return "SELECT 1 FROM latchkey_secrets f WHERE f.key_id = k.id AND f." + condition;
    }

    private void add(String condition, @Nullable Object value) {
        conditions.add(condition);
        values.add(value);
    }

    String sql() {
        return "SELECT p.made, p.document, s.last_used_at FROM (SELECT k.id, k.made, k.document FROM latchkey_keys k WHERE "
                + String.join(" AND ", conditions)
                + " ORDER BY k.made LIMIT ? OFFSET ?) p JOIN latchkey_secrets s ON s.key_id = p.id"
                + " ORDER BY p.made, s.place";
    }

    @Nullable Object[] values() {
        return values.toArray();
    }
}
