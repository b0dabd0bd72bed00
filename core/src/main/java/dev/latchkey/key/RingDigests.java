package dev.latchkey.key;

import java.util.Arrays;

/**
 * The digests of a ring while it is read, and afterwards their index, in the same arrays. An index is larger than a processor's
 * caches, and whoever adds digests to it as they come waits for memory at each. So they are only sorted into regions as they
 * come, and then each region, which the caches hold, is put into order by itself. Not thread-safe.
 */
final class RingDigests {
    /** What fits into a second-level cache, with its copy. */
    private static final int REGION_SLOTS = 1 << 13;

    private static final int FEW = 64;
    private static final int WORDS = 4;

    private int room;
    private int count;

    /** Four words for each slot; until they are put into order, those of a region lie at its beginning. */
    private long[] digests;

    /** The number of the key whose digest lies in each slot; once they are in order, where its label lies. */
    private int[] keys;

    private int regionSlots;

    /** Where the digests of each region end. */
    private int[] ends;

    RingDigests() {
        allot(FEW, 1);
    }

    private void allot(int most, int regions) {
        room = most;
        count = 0;
        regionSlots = (DigestIndex.capacityFor(most) + regions - 1) / regions;
        digests = new long[regionSlots * regions * WORDS];
        keys = new int[regionSlots * regions];
        ends = new int[regions];
        Arrays.setAll(ends, region -> region * regionSlots);
    }

    /** How many digests there are. */
    int count() {
        return count;
    }

    /** Whether there is room for one more. */
    boolean isFull() {
        return count == room;
    }

    /** Makes room for this many digests in all. */
    void resize(int most) {
        refile(most, DigestIndex.capacityFor(most) / REGION_SLOTS + 1);
    }

    /** Gives back the room that no digest took, if it is worth while. */
    void trim() {
        if (!TextProgress.isSnug(room, count)) {
            resize(count);
        }
    }

    /** Adds the digest of a key; there is room for it. */
    void add(long a, long b, long c, long d, int key) {
        int region = DigestIndex.part(a, ends.length);
        if (ends[region] == (region + 1) * regionSlots) {
            // Digests that are not random, which no hash makes, may have no regions.
            refile(room, 1);
            region = 0;
        }
        set(ends[region]++, a, b, c, d, key);
        count++;
    }

    private void refile(int most, int regions) {
        long[] before = digests;
        int[] owners = keys;
        int[] filled = ends;
        int slots = regionSlots;
        allot(most, regions);
        for (int region = 0; region < filled.length; region++) {
            for (int slot = region * slots; slot < filled[region]; slot++) {
                int at = slot * WORDS;
                add(before[at], before[at + 1], before[at + 2], before[at + 3], owners[slot]);
            }
        }
    }

    private void set(int slot, long a, long b, long c, long d, int key) {
        int at = slot * WORDS;
        digests[at] = a;
        digests[at + 1] = b;
        digests[at + 2] = c;
        digests[at + 3] = d;
        keys[slot] = key;
    }

    /**
     * Puts the digests into order, each region together with what runs over from the one before it. So the last region comes
     * first; but what runs over from that goes to the first one, which has to be out of its way by then.
     *
     * @param labels where the label of each key lies
     * @param slots becomes where each key lies in the index; of a repeated digest, where the earlier one does
     * @return the first key whose digest an earlier one has; negative if there is none
     */
    int order(int[] labels, int[] slots) {
        Region first = new Region(labels, slots);
        first.take(0);
        if (ends.length == 1) {
            first.place();
            return first.repeated;
        }
        Region other = new Region(labels, slots);
        for (int region = ends.length - 1; region > 0; region--) {
            other.take(region);
            other.place();
        }
        first.place();
        return first.repeated < 0 ? other.repeated : first.earlierRepeated(other.repeated);
    }

    /** The index of the digests, which are in order. */
    DigestIndex index(LabelPool pool) {
        return new DigestIndex(digests, keys, pool, count);
    }

    /** The digests of one region, which are to be put back in order. */
    private final class Region {
        private final int[] labels;
        private final int[] slots;
        private final long[] words = new long[regionSlots * WORDS];
        private final int[] owners = new int[regionSlots];
        private int size;
        private int repeated = -1;

        Region(int[] labels, int[] slots) {
            this.labels = labels;
            this.slots = slots;
        }

        void take(int region) {
            int start = region * regionSlots;
            size = ends[region] - start;
            System.arraycopy(digests, start * WORDS, words, 0, size * WORDS);
            System.arraycopy(keys, start, owners, 0, size);
            Arrays.fill(digests, start * WORDS, ends[region] * WORDS, 0);
        }

        void place() {
            for (int i = 0; i < size; i++) {
                int at = i * WORDS;
                place(words[at], words[at + 1], words[at + 2], words[at + 3], owners[i]);
            }
        }

        private void place(long a, long b, long c, long d, int key) {
            int slot = DigestIndex.part(a, keys.length);
            while (!isFree(slot)) {
                if (isAt(slot, a, b, c, d)) {
                    slots[key] = slot;
                    repeated = earlierRepeated(key);
                    return;
                }
                slot = slot + 1 == keys.length ? 0 : slot + 1;
            }
            set(slot, a, b, c, d, labels[key]);
            slots[key] = slot;
        }

        private int earlierRepeated(int key) {
            return repeated < 0 || (key >= 0 && key < repeated) ? key : repeated;
        }
    }

    private boolean isFree(int slot) {
        int at = slot * WORDS;
        return (digests[at] | digests[at + 1] | digests[at + 2] | digests[at + 3]) == 0;
    }

    private boolean isAt(int slot, long a, long b, long c, long d) {
        int at = slot * WORDS;
        return ((digests[at] ^ a) | (digests[at + 1] ^ b) | (digests[at + 2] ^ c) | (digests[at + 3] ^ d)) == 0;
    }
}
