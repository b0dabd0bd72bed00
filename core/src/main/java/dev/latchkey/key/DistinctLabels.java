package dev.latchkey.key;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds the labels of a ring that stand there twice, once all were added: a table that is asked about each as it comes is
 * larger than a processor's caches, and lets it wait for memory. Needed while a ring is read, and not afterwards. Not
 * thread-safe.
 */
final class DistinctLabels {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final long KEY = 0xFFFF_FFFFL;
    private static final long NOT_ZERO = 1L << 32;

    /** As many labels as are compared with each other at a time, in a table that a first-level cache holds. */
    private static final int PART = 1 << 10;

    /** Nobody who chooses labels can choose them so that their hashes are the same. */
    private final long seed;

    private final RingKeys keys;
    private final TextProgress progress;

    /** The upper half of each label's hash, and in the lower half the number of its key. */
    private long[] filed = new long[64];

    private int count;

    /** What becomes of the labels that are there twice. */
    @FunctionalInterface
    interface Visitor {
        /** The key has the label of an earlier one, the first that has it. */
        void visit(int key, int first);
    }

    DistinctLabels(RingKeys keys, TextProgress progress) {
        this(keys, progress, ThreadLocalRandom.current().nextLong());
    }

    DistinctLabels(RingKeys keys, TextProgress progress, long seed) {
        this.seed = seed;
        this.keys = keys;
        this.progress = progress;
    }

    /** Adds the label of a key. */
    void add(byte[] bytes, int from, int to, int key) {
        if (count == filed.length) {
            filed = Arrays.copyOf(filed, progress.roomFor(count));
        }
        filed[count++] = (hash(seed, bytes, from, to) & ~KEY) | NOT_ZERO | key;
    }

    /** Tells which labels are there twice, in no order. */
    void forEachRepeated(Visitor visitor) {
        int[] ends = new int[count / PART + 1];
        long[] parted = parted(ends);
        long[] table = new long[tableSize(ends)];
        int from = 0;
        for (int end : ends) {
            Arrays.fill(table, 0);
            for (int i = from; i < end; i++) {
                file(parted[i], table, visitor);
            }
            from = end;
        }
    }

    /** The labels sorted into parts by their hashes, and where each part ends; within a part in the order of the text. */
    private long[] parted(int[] ends) {
        for (int i = 0; i < count; i++) {
            ends[DigestIndex.part(filed[i], ends.length)]++;
        }
        int sum = 0;
        for (int part = 0; part < ends.length; part++) {
            int size = ends[part];
            ends[part] = sum;
            sum += size;
        }
        long[] parted = new long[count];
        for (int i = 0; i < count; i++) {
            parted[ends[DigestIndex.part(filed[i], ends.length)]++] = filed[i];
        }
        return parted;
    }

    private static int tableSize(int[] ends) {
        int largest = ends[0];
        for (int part = 1; part < ends.length; part++) {
            largest = Math.max(largest, ends[part] - ends[part - 1]);
        }
        return Integer.highestOneBit(largest + 1) << 2;
    }

    private void file(long label, long[] table, Visitor visitor) {
        int slot = (int) (label >>> 33) & table.length - 1;
        for (; table[slot] != 0; slot = slot + 1 & table.length - 1) {
            if ((table[slot] & ~KEY) == (label & ~KEY) && isSame((int) table[slot], (int) label)) {
                visitor.visit((int) label, (int) table[slot]);
                return;
            }
        }
        table[slot] = label;
    }

    private boolean isSame(int key, int other) {
        return keys.haveSameLabel(key, other);
    }

    static long hash(long seed, byte[] bytes, int from, int to) {
        int length = to - from;
        long start = mixed(seed ^ length);
        return length < Long.BYTES ? mixed(start ^ few(bytes, from, to)) : hashInEights(start, bytes, from, to);
    }

    /** The last eight characters may be in it in part already. */
    private static long hashInEights(long start, byte[] bytes, int from, int to) {
        long hash = start;
        int last = to - Long.BYTES;
        for (int at = from; at < last; at += Long.BYTES) {
            hash = mixed(hash ^ (long) LONGS.get(bytes, at));
        }
        return mixed(hash ^ (long) LONGS.get(bytes, last));
    }

    private static long few(byte[] bytes, int from, int to) {
        long few = 0;
        for (int at = from; at < to; at++) {
            few = few << Byte.SIZE | (bytes[at] & 0xff);
        }
        return few << Byte.SIZE;
    }

    private static long mixed(long word) {
        long product = word * SPREAD;
        return (product ^ product >>> 32) * SPREAD;
    }
}
