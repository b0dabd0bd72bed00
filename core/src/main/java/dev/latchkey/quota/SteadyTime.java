package dev.latchkey.quota;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wall time carried on by elapsed time, re-anchored forwards only. */
final class SteadyTime implements TimeSource {
    static final SteadyTime SYSTEM = new SteadyTime(InstantSource.system(), System::nanoTime);

    private static final Logger log = LoggerFactory.getLogger(TimeSource.class);
    private static final long LOOK_EVERY = Duration.ofSeconds(1).toNanos();
    private static final long WORTH_A_WARNING = Duration.ofMinutes(1).toNanos();
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final InstantSource wall;
    private final LongSupplier nanoTime;
    private final AtomicLong nextLook;

    /** Epoch nanoseconds at {@code nanoTime() == 0}; only ever grows. */
    private final AtomicLong offset;

    /** The offset of the wall clock when it was last looked at, so that one jump is told once. */
    private final AtomicLong lastSeen;

    SteadyTime(InstantSource wall, LongSupplier nanoTime) {
        this.wall = wall;
        this.nanoTime = nanoTime;
        long elapsed = nanoTime.getAsLong();
        this.offset = new AtomicLong(wallNanos() - elapsed);
        this.lastSeen = new AtomicLong(offset.get());
        this.nextLook = new AtomicLong(elapsed + LOOK_EVERY);
    }

    @Override
    public long epochNanos() {
        long elapsed = nanoTime.getAsLong();
        long look = nextLook.get();
        if (elapsed - look >= 0 && nextLook.compareAndSet(look, elapsed + LOOK_EVERY)) {
            reanchor(elapsed);
        }
        return elapsed + offset.get();
    }

    private void reanchor(long elapsed) {
        long seen = wallNanos() - elapsed;
        long jump = seen - lastSeen.getAndSet(seen);
        long before = offset.getAndAccumulate(seen, Math::max);
        if (jump > WORTH_A_WARNING || jump < -WORTH_A_WARNING) {
            log.warn(
                    "The wall clock moved by {} s against elapsed time; {}",
                    jump / NANOS_PER_SECOND,
                    seen > before ? "following it" : "keeping the later time until it catches up");
        }
    }

    private long wallNanos() {
        Instant now = wall.instant();
        return Math.addExact(Math.multiplyExact(now.getEpochSecond(), NANOS_PER_SECOND), now.getNano());
    }
}
