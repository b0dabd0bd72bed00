package dev.latchkey.key;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The row of a secret whose key came as a record. */
final class StoredRow extends KeyRow {
    private final KeyRecord record;
    private final KeySecret secret;

    StoredRow(KeyRecord record, KeySecret secret, @Nullable Consumer<KeyRow> onUse) {
        super(onUse);
        this.record = record;
        this.secret = secret;
    }

    @Override
    public KeyRecord record() {
        return record;
    }

    @Override
    public KeySecret secret() {
        return secret;
    }

    @Override
    KeyRow movedTo(DigestIndex index, int slot) {
        return this;
    }
}
