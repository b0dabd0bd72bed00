package dev.latchkey.jdbc;

import dev.latchkey.manage.ManagedKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes keys of rows, of which there is one for each secret of a key, side by side. Not thread-safe. */
final class KeyRows {
    private final List<ManagedKey> keys = new ArrayList<>();
    private final List<@Nullable Instant> lastUsed = new ArrayList<>();
    private long made;
    private String document = "";

    /** Takes a row of the columns {@code made}, {@code document}, {@code last_used_at}. */
    boolean add(ResultSet row) throws SQLException {
        return add(row.getLong(1), row.getString(2), Statements.whole(row, 3));
    }

    boolean add(long madeAs, String written, @Nullable Long used) {
        if (madeAs != made) {
            end();
        }
        made = madeAs;
        document = written;
        return lastUsed.add(Column.instant(used));
    }

    private void end() {
        if (!lastUsed.isEmpty()) {
            keys.add(KeyDocument.read(document, lastUsed));
            lastUsed.clear();
        }
    }

    /** The keys, in the order of their rows, after the last of them. */
    List<ManagedKey> keys() {
        end();
        return keys;
    }
}
