package dev.latchkey.benchmarks;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;

/**
 * The least that finding a key can be: its hash, and one probe of a table that holds whole digests and nothing else.
 * For one thread.
 */
final class BareTable {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int WORDS = 4;

    private final BareSha256 sha256;
    private final long[] slots;
    private final int mask;

    BareTable(List<String> keys) {
        this.sha256 = new BareSha256(keys);
        int capacity = Integer.highestOneBit(keys.size() + keys.size() / 2) << 1;
        this.slots = new long[capacity * WORDS];
        this.mask = capacity - 1;
        for (int key : Shuffled.below(keys.size())) {
            insert(sha256.hash(key));
        }
    }

    private void insert(byte[] digest) {
        int slot = (int) word(digest, 0) & mask;
        while (slots[slot * WORDS] != 0) {
            slot = slot + 1 & mask;
        }
        for (int i = 0; i < WORDS; i++) {
            slots[slot * WORDS + i] = word(digest, i);
        }
    }

    /** The slot of a key; -1 if there is none. */
    int find(int key) {
        byte[] digest = sha256.hash(key);
        long a = word(digest, 0);
        long b = word(digest, 1);
        long c = word(digest, 2);
        long d = word(digest, 3);
        for (int slot = (int) a & mask; slots[slot * WORDS] != 0; slot = slot + 1 & mask) {
            int at = slot * WORDS;
            if (((a ^ slots[at]) | (b ^ slots[at + 1]) | (c ^ slots[at + 2]) | (d ^ slots[at + 3])) == 0) {
                return slot;
            }
        }
        return -1;
    }

    private static long word(byte[] digest, int index) {
        return (long) WORD.get(digest, index * Long.BYTES);
    }
}
