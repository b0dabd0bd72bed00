package dev.latchkey;

import dev.latchkey.key.KeySource;
import dev.latchkey.key.KeyTable;
import dev.latchkey.quota.TimeSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A store's side of {@link KeySource}: its table is replaced, grows old, and can be lost. */
final class TestSource implements KeySource {
    private final TimeSource time;
    private volatile @Nullable KeyTable table;
    private volatile long confirmedAt;
    private Consumer<KeyTable> check = anything -> {};

    TestSource(TimeSource time, KeyTable table) {
        this.time = time;
        this.table = table;
        this.confirmedAt = time.epochNanos();
    }

    /** Serves this table from now on, unless it is refused. */
    void replace(KeyTable later) {
        check.accept(later);
        table = later;
        confirmedAt = time.epochNanos();
    }

    /** Fails from now on. */
    void lose() {
        table = null;
    }

    @Override
    public KeyTable table() {
        KeyTable current = table;
        if (current == null) {
            throw new IllegalStateException("the connection is gone");
        }
        return current;
    }

    @Override
    public long confirmedAtNanos() {
        return confirmedAt;
    }

    @Override
    public void checkTables(Consumer<KeyTable> check) {
        this.check = check;
    }
}
