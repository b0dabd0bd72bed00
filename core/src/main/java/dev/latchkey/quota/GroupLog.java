package dev.latchkey.quota;

/** Groups of calls, oldest first, in a ring of pairs: when the last call of a group was, and its permits. */
final class GroupLog {
    private static final int PAIR = 2;
    private static final int SMALL = 4 * PAIR;
    private static final int WORTH_DROPPING = 64 * PAIR;
    private static final long[] NOTHING = {};

    private long[] ring = NOTHING;
    private int oldest;
    private int size;
    private long permits;

    int size() {
        return size;
    }

    /** Of all groups together. */
    long permits() {
        return permits;
    }

    long end(int group) {
        return ring[at(group)];
    }

    long permits(int group) {
        return ring[at(group) + 1];
    }

    void add(long end, long added) {
        if (size * PAIR == ring.length) {
            grow();
        }
        int place = at(size);
        ring[place] = end;
        ring[place + 1] = added;
        size++;
        permits += added;
    }

    /** How many permits it used. */
    long removeOldest() {
        long removed = permits(0);
        oldest = at(1);
        size--;
        permits -= removed;
        if (size == 0 && ring.length > WORTH_DROPPING) {
            ring = NOTHING;
            oldest = 0;
        }
        return removed;
    }

    private void grow() {
        long[] larger = new long[Math.max(SMALL, ring.length * 2)];
        int untilEnd = ring.length - oldest;
        System.arraycopy(ring, oldest, larger, 0, untilEnd);
        System.arraycopy(ring, 0, larger, untilEnd, oldest);
        ring = larger;
        oldest = 0;
    }

    private int at(int group) {
        int place = oldest + group * PAIR;
        return place < ring.length ? place : place - ring.length;
    }
}
