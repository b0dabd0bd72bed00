package dev.latchkey.benchmarks;

import java.util.Arrays;

/**
 * How often something took how long, to within one part in 32, up to a minute. Adding allocates nothing. For one thread.
 */
public final class Durations {
    private static final int SUB_BITS = 5;
    private static final int SUB = 1 << SUB_BITS;
    private static final int SLOTS = 64 * SUB;

    private final long[] counts = new long[SLOTS];
    private long total;
    private long longest;

    /** Notes one. */
    public void add(long nanos) {
        counts[slot(nanos)]++;
        total++;
        longest = Math.max(longest, nanos);
    }

    /** Notes all of those. */
    public void addAll(Durations others) {
        for (int slot = 0; slot < SLOTS; slot++) {
            counts[slot] += others.counts[slot];
        }
        total += others.total;
        longest = Math.max(longest, others.longest);
    }

    /** Forgets all. */
    public void clear() {
        Arrays.fill(counts, 0);
        total = 0;
        longest = 0;
    }

    /** How many were noted. */
    public long count() {
        return total;
    }

    /** The longest, in nanoseconds. */
    public long longest() {
        return longest;
    }

    /** What this part of them, such as 0.99, did not exceed, in nanoseconds. */
    public long percentile(double part) {
        long left = (long) Math.ceil(total * part);
        for (int slot = 0; slot < SLOTS; slot++) {
            left -= counts[slot];
            if (left <= 0) {
                return Math.min(longest, largestIn(slot));
            }
        }
        return longest;
    }

    private static int slot(long nanos) {
        long value = Math.max(0, nanos);
        if (value < SUB) {
            return (int) value;
        }
        int shift = 63 - Long.numberOfLeadingZeros(value) - SUB_BITS;
        return (shift + 1) * SUB + (int) (value >>> shift) - SUB;
    }

    private static long largestIn(int slot) {
        if (slot < SUB) {
            return slot;
        }
        int shift = slot / SUB - 1;
        return ((long) (slot % SUB + SUB + 1) << shift) - 1;
    }
}
