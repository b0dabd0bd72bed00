package dev.latchkey.manage;

import dev.latchkey.key.KeyRow;
import dev.latchkey.quota.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes when secrets were used last, in the background: the first use within a second, further ones at most once in an
 * interval for each secret. A row tells of its use once, and again only after it was {@linkplain KeyRow#forgetUse told
 * to}; that is all that a verification costs. Best effort: what cannot be written is dropped. Thread-safe.
 */
final class LastUses implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LastUses.class);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Duration LAST_WRITE = Duration.ofSeconds(5);
    private static final long PAUSE_MILLIS = 500;

    private final KeyRepository repository;
    private final TimeSource time;
    private final long intervalNanos;
    private final OutageLog outage;
    private final Queue<Use> told = new ConcurrentLinkedQueue<>();

    /** The use that was written last, of secrets for which that was within the interval; the longest ago first. */
    private final Map<Object, Use> written = new LinkedHashMap<>();

    private final Thread writer = new Thread(this::run, "latchkey-last-use");
    private final CountDownLatch closing = new CountDownLatch(1);

    /** @param row the row that told of the use, or the one in its place since the table was replaced */
    private record Use(KeyRow row, long atNanos) {}

    LastUses(KeyRepository repository, TimeSource time, Duration interval) {
        if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("last use: expected to be written at most every 1 second to 1 day");
        }
        this.repository = repository;
        this.time = time;
        this.intervalNanos = interval.toNanos();
        this.outage = new OutageLog(log, time);
    }

    void start() {
        writer.setDaemon(true);
        writer.start();
    }

    private void run() {
        try {
            while (!closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** This row's secret was used, for the first time since it was forgotten. */
    void used(KeyRow row) {
        told.add(new Use(row, time.epochNanos()));
    }

    /** Writes what is new, and lets those tell again whose time has come. */
    synchronized void flush() {
        forgetUntil(time.epochNanos() - intervalNanos);
        List<KeyUse> uses = new ArrayList<>();
        for (Use use = told.poll(); use != null; use = told.poll()) {
            Object secret = SecretIdentity.of(use.row().secret());
            Use before = written.get(secret);
            if (before == null) {
                uses.add(new KeyUse(
                        use.row().record().id(), use.row().secret(), Instant.ofEpochSecond(0, use.atNanos())));
            }
            written.put(secret, before == null ? use : new Use(use.row(), before.atNanos()));
        }
        write(uses);
    }

    private void forgetUntil(long due) {
        Iterator<Use> longestAgoFirst = written.values().iterator();
        while (longestAgoFirst.hasNext()) {
            Use use = longestAgoFirst.next();
            if (use.atNanos() > due) {
                return;
            }
            use.row().forgetUse();
            longestAgoFirst.remove();
        }
    }

    private void write(List<KeyUse> uses) {
        try {
            if (!uses.isEmpty()) {
                repository.used(uses);
                outage.over("It is written again when keys were used last");
            }
        } catch (RuntimeException | Error e) {
            outage.failed("It cannot be written when keys were used last, and is forgotten", e);
        }
    }

    /** Stops the thread, without interrupting what it writes, and writes what is left. */
    @Override
    public void close() {
        closing.countDown();
        try {
            writer.join(LAST_WRITE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        flush();
    }
}
