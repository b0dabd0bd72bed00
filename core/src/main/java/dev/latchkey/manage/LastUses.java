package dev.latchkey.manage;

import dev.latchkey.key.KeyTable;
import dev.latchkey.quota.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes when secrets were used last, in the background: the first use within a second, further ones at most once in five
 * minutes for each secret. A row tells of its use once, and again only after it was {@linkplain KeyTable.Row#forgetUse told
 * to}; that is all that a verification costs. Best effort: what cannot be written is dropped. Thread-safe.
 */
final class LastUses implements AutoCloseable {
    static final Duration AT_MOST_EVERY = Duration.ofMinutes(5);

    private static final Logger log = LoggerFactory.getLogger(LastUses.class);
    private static final long PAUSE_MILLIS = 500;

    private final KeyRepository repository;
    private final TimeSource time;
    private final Queue<Told> fresh = new ConcurrentLinkedQueue<>();
    private final Deque<Told> told = new ArrayDeque<>();

    /** When each secret's use was written last; of those within the interval only. A table that is replaced forgets it. */
    private final Map<Object, Long> written = new HashMap<>();

    private final Thread writer = new Thread(this::run, "latchkey-last-use");
    private volatile boolean closed;

    private record Told(KeyTable.Row row, long atNanos) {}

    LastUses(KeyRepository repository, TimeSource time) {
        this.repository = repository;
        this.time = time;
    }

    void start() {
        writer.setDaemon(true);
        writer.start();
    }

    /** This row's secret was used, for the first time since it was forgotten. */
    void used(KeyTable.Row row) {
        fresh.add(new Told(row, time.epochNanos()));
    }

    private void run() {
        while (!closed) {
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
            flush();
        }
    }

    /** Writes what is new, and lets those tell again whose time has come. */
    synchronized void flush() {
        long due = time.epochNanos() - AT_MOST_EVERY.toNanos();
        while (!told.isEmpty() && told.getFirst().atNanos() <= due) {
            told.removeFirst().row().forgetUse();
        }
        written.values().removeIf(at -> at <= due);
        List<KeyUse> uses = new ArrayList<>();
        for (Told use = fresh.poll(); use != null; use = fresh.poll()) {
            told.addLast(use);
            if (written.putIfAbsent(SecretIdentity.of(use.row().secret()), use.atNanos()) == null) {
                uses.add(new KeyUse(
                        use.row().record().id(), use.row().secret(), Instant.ofEpochSecond(0, use.atNanos())));
            }
        }
        if (!uses.isEmpty()) {
            write(uses);
        }
    }

    private void write(List<KeyUse> uses) {
        try {
            repository.used(uses);
        } catch (RuntimeException e) {
            log.warn(
                    "The last use of {} key(s) could not be written ({})",
                    uses.size(),
                    e.getClass().getName());
        }
    }

    @Override
    public void close() {
        closed = true;
        writer.interrupt();
        flush();
    }
}
