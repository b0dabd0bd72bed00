package dev.latchkey;

import dev.latchkey.quota.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands still until a test moves it. */
public final class TestClock implements TimeSource {
    /** Where every such clock starts. */
    public static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final AtomicLong nanos = new AtomicLong(ChronoUnit.NANOS.between(Instant.EPOCH, START));

    @Override
    public long epochNanos() {
        return nanos.get();
    }

    /** Moves on, or back. */
    public void move(Duration by) {
        nanos.addAndGet(by.toNanos());
    }

    /** Moves to this instant. */
    public void moveTo(Instant instant) {
        nanos.set(ChronoUnit.NANOS.between(Instant.EPOCH, instant));
    }
}
