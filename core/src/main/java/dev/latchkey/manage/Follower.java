package dev.latchkey.manage;

import dev.latchkey.quota.TimeSource;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that keeps a directory up to date: waits for a change, takes it in, and tries again where that fails. */
final class Follower implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(KeyDirectory.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration LAST_LOOK = Duration.ofSeconds(5);

    private final KeyDirectory directory;
    private final Thread thread = new Thread(this::run, "latchkey-directory");
    private final CountDownLatch closing = new CountDownLatch(1);
    private final OutageLog outage;
    private boolean isWaiting;

    Follower(KeyDirectory directory, TimeSource time) {
        this.directory = directory;
        this.outage = new OutageLog(log, time);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (isOpen()) {
                // A store that is down may say so at once.
                long pause = look() ? 0 : LOOK_EVERY.toMillis();
                if (closing.await(pause, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isOpen() {
        return closing.getCount() > 0;
    }

    private boolean look() throws InterruptedException {
        try {
            awaitChange();
            directory.catchUp();
            directory.fold();
            outage.over("Keys are up to date again");
            return true;
        } catch (RuntimeException | Error e) {
            if (isOpen()) {
                outage.failed("Keys cannot be brought up to date, and the last ones known stay", e);
            }
            return false;
        }
    }

    private void awaitChange() throws InterruptedException {
        if (mayWait()) {
            try {
                directory.repository().awaitChange(directory.revision(), LOOK_EVERY);
            } finally {
                hasWaited();
            }
        }
    }

    private synchronized boolean mayWait() {
        isWaiting = isOpen();
        return isWaiting;
    }

    /** Whatever comes next must not find the interrupt that came when the wait was over by itself. */
    private synchronized void hasWaited() {
        isWaiting = false;
        Thread.interrupted();
    }

    /** Ends the wait, and comes back when the repository is no longer asked, or after 5 seconds. */
    @Override
    public void close() {
        endWait();
        try {
            thread.join(LAST_LOOK.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Interrupts a wait and nothing else: an interrupt amid its work makes an embedded store close its files. */
    private synchronized void endWait() {
        closing.countDown();
        if (isWaiting) {
            thread.interrupt();
        }
    }
}
