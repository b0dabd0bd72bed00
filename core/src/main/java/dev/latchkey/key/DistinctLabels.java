package dev.latchkey.key;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Adds to a pool the labels that it does not have yet. A byte for each slot tells nearly all labels apart, and stays in the
 * processor's cache where the pool does not. Needed while a ring is read, and not afterwards. Not thread-safe.
 */
final class DistinctLabels {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final int FEW = 64;
    private static final int TAKEN = 0x80;

    private final LabelPool pool;
    private final TextProgress progress;
    private int room;
    private int count;

    /** Some bits of the label's hash, or 0 where there is none. */
    private byte[] tags;

    /** Where the label lies. */
    private int[] places;

    /**
     * @param pool empty, and filled by nobody else
     */
    DistinctLabels(LabelPool pool, TextProgress progress) {
        this.pool = pool;
        this.progress = progress;
        this.room = FEW;
        this.tags = new byte[room * 2];
        this.places = new int[tags.length];
    }

    /** Where the label lies that was added, or {@link LabelPool#EMPTY} if it was there before. It is not empty. */
    int add(byte[] bytes, int from, int to) {
        if (count == room) {
            grow();
        }
        long hash = hash(bytes, from, to);
        byte tag = tag(hash);
        int slot = home(hash);
        for (; tags[slot] != 0; slot = after(slot)) {
            if (tags[slot] == tag && pool.isAt(places[slot], bytes, from, to)) {
                return LabelPool.EMPTY;
            }
        }
        tags[slot] = tag;
        places[slot] = pool.add(bytes, from, to);
        count++;
        return places[slot];
    }

    private void grow() {
        room = progress.roomFor(room);
        tags = new byte[room + room * 2 / 3];
        places = new int[tags.length];
        pool.forEach(this::file);
    }

    private void file(int place, byte[] bytes, int from, int to) {
        long hash = hash(bytes, from, to);
        int slot = home(hash);
        while (tags[slot] != 0) {
            slot = after(slot);
        }
        tags[slot] = tag(hash);
        places[slot] = place;
    }

    /** The upper half of the hash, which its multiplication has mixed best, scaled to the number of slots. */
    private int home(long hash) {
        return (int) (((hash >>> 32) * tags.length) >>> 32);
    }

    private int after(int slot) {
        return slot + 1 == tags.length ? 0 : slot + 1;
    }

    private static byte tag(long hash) {
        return (byte) (hash >>> 24 | TAKEN);
    }

    private static long hash(byte[] bytes, int from, int to) {
        long length = (long) to - from;
        return length < Long.BYTES ? mixed(length ^ few(bytes, from, to)) : hashInEights(length, bytes, from, to);
    }

    /** The last eight characters may be in it in part already. */
    private static long hashInEights(long length, byte[] bytes, int from, int to) {
        long hash = length;
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
