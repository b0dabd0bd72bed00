package dev.latchkey.quota;

/**
 * Amounts, each with the time at which it ends, in the order of these times; in a ring of pairs. An amount of which nothing is
 * left is gone at once at either end, and elsewhere when room is needed.
 */
final class GroupLog {
    private static final int PAIR = 2;
    private static final int SMALL = 4 * PAIR;
    private static final int WORTH_DROPPING = 64 * PAIR;
    private static final long[] NOTHING = {};

    private long[] ring = NOTHING;
    private int oldest;
    private int size;
    private long total;

    int size() {
        return size;
    }

    /** Of all groups together. */
    long total() {
        return total;
    }

    long end(int group) {
        return ring[at(group)];
    }

    long amount(int group) {
        return ring[at(group) + 1];
    }

    /** A group that ends later than all others. */
    void add(long end, long amount) {
        if (size * PAIR == ring.length) {
            makeRoom();
        }
        int place = at(size);
        ring[place] = end;
        ring[place + 1] = amount;
        size++;
        total += amount;
    }

    /** How much it was. */
    long removeOldest() {
        long removed = amount(0);
        total -= removed;
        dropOldest();
        dropEmpty();
        return removed;
    }

    void removeNewest() {
        total -= amount(size - 1);
        size--;
        dropEmpty();
    }

    /** Takes so much off the group that ends then; nothing if there is none. */
    void reduce(long end, long by) {
        int group = find(end);
        if (group >= 0) {
            ring[at(group) + 1] -= by;
            total -= by;
            dropEmpty();
        }
    }

    private int find(long end) {
        int from = 0;
        int to = size - 1;
        while (from <= to) {
            int middle = (from + to) >>> 1;
            if (end(middle) == end) {
                return middle;
            }
            if (end(middle) < end) {
                from = middle + 1;
            } else {
                to = middle - 1;
            }
        }
        return -1;
    }

    private void dropEmpty() {
        while (size > 0 && amount(0) == 0) {
            dropOldest();
        }
        while (size > 0 && amount(size - 1) == 0) {
            size--;
        }
        if (size == 0 && ring.length > WORTH_DROPPING) {
            ring = NOTHING;
            oldest = 0;
        }
    }

    private void dropOldest() {
        oldest = at(1);
        size--;
    }

    /** Twice the room of what is left. */
    private void makeRoom() {
        int left = 0;
        for (int group = 0; group < size; group++) {
            left += amount(group) == 0 ? 0 : 1;
        }
        long[] roomier = new long[Math.max(SMALL, 2 * PAIR * left)];
        int to = 0;
        for (int group = 0; group < size; group++) {
            if (amount(group) != 0) {
                roomier[to] = end(group);
                roomier[to + 1] = amount(group);
                to += PAIR;
            }
        }
        ring = roomier;
        oldest = 0;
        size = left;
    }

    private int at(int group) {
        int place = oldest + group * PAIR;
        return place < ring.length ? place : place - ring.length;
    }
}
