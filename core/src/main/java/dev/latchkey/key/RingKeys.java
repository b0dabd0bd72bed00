package dev.latchkey.key;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The keys of a ring while it is read: their digests in the index that will be asked for them, and where each stands, because
 * a record for each would take five times the memory. Whole records only of Argon2id entries. Not thread-safe.
 */
final class RingKeys {
    private final TextProgress progress;
    private final LabelPool labels;
    private final RingIndex digests;
    private final List<KeyRecord> argon2id = new ArrayList<>();

    /** Where each key lies in the index; of an Argon2id entry the complement of its index among those. */
    private int[] slots = new int[64];

    /** Where the label of each key lies, save of Argon2id entries. */
    private int[] places = new int[64];

    /** Where each key stands in the text, counted from 1: other entries may have been left out. */
    private int[] positions = new int[64];

    private int count;

    /** The first key that has the digest of an earlier one; negative if there is none. */
    private int repeated = -1;

    RingKeys(TextProgress progress) {
        this.progress = progress;
        this.labels = new LabelPool(progress);
        this.digests = new RingIndex(labels);
    }

    LabelPool labels() {
        return labels;
    }

    int count() {
        return count;
    }

    /** Adds a key whose label lies at this place. Where its digest is there already, that is told when all were added. */
    void add(KeyHash digest, int place, int position) {
        int slot = slotFor(digest);
        if (slot >= 0) {
            digests.put(slot, digest, place);
        } else if (repeated < 0) {
            repeated = count;
        }
        add(slot < 0 ? ~slot : slot, place, position);
    }

    /** Whether there is a key with this digest. */
    boolean contains(KeyHash digest) {
        return digests.claim(digest) < 0;
    }

    /** Adds a key whose secret a person chose. */
    void add(KeyRecord chosen, int position) {
        add(~argon2id.size(), LabelPool.EMPTY, position);
        argon2id.add(chosen);
    }

    private void add(int slot, int place, int position) {
        if (count == slots.length) {
            int room = progress.roomFor(count);
            slots = Arrays.copyOf(slots, room);
            places = Arrays.copyOf(places, room);
            positions = Arrays.copyOf(positions, room);
        }
        slots[count] = slot;
        places[count] = place;
        positions[count++] = position;
    }

    private int slotFor(KeyHash digest) {
        if (digests.isFull()) {
            digests.resize(progress.roomFor(digests.count()), slots, count);
        }
        return digests.claim(digest);
    }

    /** The position, counted from 1, of the key with this label, which is there. */
    int positionOf(String label) {
        int index = 0;
        while (!labelAt(index).equals(label)) {
            index++;
        }
        return positions[index];
    }

    private String labelAt(int index) {
        int slot = slots[index];
        return slot < 0 ? argon2id.get(~slot).label() : labels.at(places[index]);
    }

    /**
     * All that was gathered; nothing can be added afterwards.
     *
     * @throws IllegalArgumentException if two keys have the same secret; the message tells where
     */
    RingContent content(Optional<String> warning) {
        if (repeated >= 0) {
            throw sameDigest();
        }
        labels.trim();
        digests.trim(slots, count);
        int[] snug = TextProgress.isSnug(slots.length, count) ? slots : Arrays.copyOf(slots, count);
        List<KeyRecord> chosen = List.copyOf(argon2id);
        DigestIndex index = digests.index();
        return new RingContent(new RingRecords(index, chosen, snug, count), KeyTable.ofRing(index, chosen), warning);
    }

    private IllegalArgumentException sameDigest() {
        int first = 0;
        while (slots[first] != slots[repeated]) {
            first++;
        }
        return new EntryName(positions[repeated], labelAt(repeated))
                .refused("the same digest as entry " + positions[first] + "; keep one of the two");
    }
}
