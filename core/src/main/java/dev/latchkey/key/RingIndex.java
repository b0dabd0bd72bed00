package dev.latchkey.key;

/**
 * The digests of a ring while it is read: an index, and a byte for each slot that tells nearly all digests apart. Those
 * bytes stay in the processor's cache where the index does not, so that nothing waits for the index. Not thread-safe.
 */
final class RingIndex {
    private static final int FEW = 64;
    private static final int TAKEN = 0x80;

    private final LabelPool labels;
    private int room;
    private DigestIndex index;
    private byte[] tags;

    RingIndex(LabelPool labels) {
        this.labels = labels;
        this.room = FEW;
        this.index = new DigestIndex(room, labels);
        this.tags = new byte[index.capacity()];
    }

    /** The slot that this digest is to be put into; the complement of the slot where it is already. */
    int claim(KeyHash digest) {
        byte tag = tag(digest);
        int slot = index.home(digest.a);
        for (; tags[slot] != 0; slot = index.after(slot)) {
            if (tags[slot] == tag && index.isAt(slot, digest)) {
                return ~slot;
            }
        }
        return slot;
    }

    /** Puts a digest, and where its label lies in the pool, into the slot that was claimed for it last. */
    void put(int slot, KeyHash digest, int label) {
        tags[slot] = tag(digest);
        index.put(slot, digest, label);
    }

    /** Whether it has to be resized before another digest is put into it. */
    boolean isFull() {
        return index.count() == room;
    }

    /**
     * Makes room for this many digests in all.
     *
     * @param slots slots of the index; becomes where their content went
     * @param count how many there are; what is below zero among them stays as it is
     */
    void resize(int most, int[] slots, int count) {
        int[] moved = moveInto(most);
        for (int i = 0; i < count; i++) {
            slots[i] = slots[i] < 0 ? slots[i] : moved[slots[i]];
        }
    }

    /** The order of the slots is that of the digests, so that neither index is gone through at random. */
    private int[] moveInto(int most) {
        DigestIndex before = index;
        byte[] taken = tags;
        room = most;
        index = new DigestIndex(most, labels);
        tags = new byte[index.capacity()];
        int[] moved = new int[taken.length];
        for (int slot = 0; slot < taken.length; slot++) {
            if (taken[slot] != 0) {
                KeyHash digest = before.digestAt(slot);
                moved[slot] = claim(digest);
                put(moved[slot], digest, before.labelAt(slot));
            }
        }
        return moved;
    }

    /** Gives back the room that no digest took, if it is worth while; what becomes of the slots as {@link #resize} says. */
    void trim(int[] slots, int count) {
        if (!TextProgress.isSnug(room, index.count())) {
            resize(index.count(), slots, count);
        }
    }

    int count() {
        return index.count();
    }

    /** The index that was filled, to which nothing can be added afterwards. */
    DigestIndex index() {
        return index;
    }

    private static byte tag(KeyHash digest) {
        return (byte) (digest.d | TAKEN);
    }
}
