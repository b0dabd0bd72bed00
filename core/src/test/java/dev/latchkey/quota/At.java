package dev.latchkey.quota;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** A clock for tests, and instants as epoch nanoseconds. */
final class At implements TimeSource {
    private final AtomicLong now;

    At(String instant) {
        this.now = new AtomicLong(nanos(Instant.parse(instant)));
    }

    static long nanos(Instant instant) {
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }

    @Override
    public long epochNanos() {
        return now.get();
    }

    void set(String instant) {
        now.set(nanos(Instant.parse(instant)));
    }

    void pass(Duration duration) {
        now.addAndGet(duration.toNanos());
    }

    void passNanos(long nanos) {
        now.addAndGet(nanos);
    }
}
