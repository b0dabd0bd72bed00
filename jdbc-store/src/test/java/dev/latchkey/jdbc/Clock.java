package dev.latchkey.jdbc;

import dev.latchkey.quota.TimeSource;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands still until a test moves it. */
final class Clock implements TimeSource {
    private final AtomicLong nanos = new AtomicLong(Column.nanos(Samples.BORN));

    @Override
    public long epochNanos() {
        return nanos.get();
    }

    void move(Duration by) {
        nanos.addAndGet(by.toNanos());
    }
}
