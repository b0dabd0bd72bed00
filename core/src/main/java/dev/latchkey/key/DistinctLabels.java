package dev.latchkey.key;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Adds to a pool the labels that it does not have yet. Needed while a ring is read, and not afterwards. Not thread-safe. */
final class DistinctLabels {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final long PLACE = 0xFFFF_FFFFL;

    private final LabelPool pool;

    /** The upper half of each label's hash, and in the lower half its place. */
    private long[] slots = new long[1 << 10];

    private int count;

    DistinctLabels(LabelPool pool) {
        this.pool = pool;
    }

    /** Where the label lies that was added, or {@link LabelPool#EMPTY} if it was there before. It is not empty. */
    int add(byte[] bytes, int from, int to) {
        long hash = hash(bytes, from, to) & ~PLACE;
        int slot = home(hash);
        for (; slots[slot] != 0; slot = slot + 1 & slots.length - 1) {
            if ((slots[slot] & ~PLACE) == hash && pool.isAt((int) slots[slot], bytes, from, to)) {
                return LabelPool.EMPTY;
            }
        }
        int place = pool.add(bytes, from, to);
        slots[slot] = hash | place;
        if (++count * 2 > slots.length) {
            grow();
        }
        return place;
    }

    private void grow() {
        long[] before = slots;
        slots = new long[before.length * 2];
        for (long filed : before) {
            if (filed != 0) {
                int slot = home(filed);
                while (slots[slot] != 0) {
                    slot = slot + 1 & slots.length - 1;
                }
                slots[slot] = filed;
            }
        }
    }

    /** The hash's uppermost bits, which its multiplication has mixed best. */
    private int home(long hash) {
        return (int) (hash >>> Long.numberOfLeadingZeros(slots.length - 1L));
    }

    private static long hash(byte[] bytes, int from, int to) {
        long hash = (long) to - from;
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            hash = mixed(hash ^ (long) LONGS.get(bytes, at));
        }
        long rest = 0;
        for (; at < to; at++) {
            rest = rest << 8 | (bytes[at] & 0xff);
        }
        return mixed(hash ^ rest);
    }

    private static long mixed(long word) {
        long product = word * SPREAD;
        return (product ^ product >>> 32) * SPREAD;
    }
}
