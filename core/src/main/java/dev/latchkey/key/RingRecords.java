package dev.latchkey.key;

import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/** The keys of a ring in the order of its text; a record is made of an entry whenever it is asked for. */
final class RingRecords extends AbstractList<KeyRecord> implements RandomAccess {
    private final DigestIndex entries;
    private final List<KeyRecord> argon2id;
    private final int[] slots;

    /**
     * @param slots where each key lies in the index; the complement of its index among the Argon2id entries for those
     */
    RingRecords(DigestIndex entries, List<KeyRecord> argon2id, int[] slots) {
        this.entries = entries;
        this.argon2id = argon2id;
        this.slots = slots;
    }

    @Override
    public KeyRecord get(int index) {
        int slot = slots[index];
        return slot < 0 ? argon2id.get(~slot) : Objects.requireNonNull(entries.recordAt(slot));
    }

    @Override
    public int size() {
        return slots.length;
    }
}
