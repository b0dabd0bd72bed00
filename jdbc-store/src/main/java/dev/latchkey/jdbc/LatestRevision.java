package dev.latchkey.jdbc;

/** The latest revision that this process has heard of, and where threads wait for a later one. Thread-safe. */
final class LatestRevision {
    private long latest;
    private boolean told;

    /** There is this revision. */
    synchronized void reached(long revision) {
        if (revision > latest) {
            latest = revision;
            notifyAll();
        }
    }

    /** Whether somebody tells of every revision from now on, so that nobody needs to look. */
    synchronized void isTold(boolean now) {
        told = now;
        notifyAll();
    }

    /**
     * Waits for a revision after this one, for at most so long, and while nobody tells of them for no longer than
     * {@code look}.
     *
     * @return whether there is one
     */
    synchronized boolean await(long revision, long nanos, long look) throws InterruptedException {
        long start = System.nanoTime();
        while (latest <= revision) {
            long left = (told ? nanos : Math.min(nanos, look)) - (System.nanoTime() - start);
            if (left <= 0) {
                return false;
            }
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
        return true;
    }

    synchronized boolean isTold() {
        return told;
    }
}
