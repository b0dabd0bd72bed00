package dev.latchkey.key;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The keys of a ring while it is read: digests and the places of their labels in arrays, because a record for each would
 * take five times the memory. Whole records only of Argon2id entries. Not thread-safe.
 */
final class RingKeys {
    private static final int WORDS = 4;

    private final LabelPool labels = new LabelPool();
    private final List<KeyRecord> argon2id = new ArrayList<>();
    private long[] digests = new long[64 * WORDS];

    /** Where the label of each key lies; of an Argon2id entry the complement of its index among those. */
    private int[] places = new int[64];

    /** Where each key stands in the text, counted from 1: other entries may have been left out. */
    private int[] positions = new int[64];

    private int count;

    LabelPool labels() {
        return labels;
    }

    int count() {
        return count;
    }

    /** Adds a key whose label lies at this place. */
    void add(KeyHash digest, int place, int position) {
        ensureRoom();
        positions[count] = position;
        int at = count * WORDS;
        digests[at] = digest.a;
        digests[at + 1] = digest.b;
        digests[at + 2] = digest.c;
        digests[at + 3] = digest.d;
        places[count++] = place;
    }

    /** Adds a key whose secret a person chose. */
    void add(KeyRecord chosen, int position) {
        ensureRoom();
        positions[count] = position;
        places[count++] = ~argon2id.size();
        argon2id.add(chosen);
    }

    private void ensureRoom() {
        if (count == places.length) {
            int room = count + (count >> 1);
            places = Arrays.copyOf(places, room);
            positions = Arrays.copyOf(positions, room);
            digests = Arrays.copyOf(digests, room * WORDS);
        }
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
        int place = places[index];
        return place < 0 ? argon2id.get(~place).label() : labels.at(place);
    }

    private KeyHash digestAt(int index) {
        int at = index * WORDS;
        return new KeyHash(digests[at], digests[at + 1], digests[at + 2], digests[at + 3]);
    }

    /**
     * All that was gathered; nothing can be added afterwards.
     *
     * @throws IllegalArgumentException if two keys have the same secret; the message tells where
     */
    RingContent content(Optional<String> warning) {
        labels.trim();
        DigestIndex entries = new DigestIndex(count - argon2id.size(), labels);
        int[] slots = new int[count];
        for (int i = 0; i < count; i++) {
            slots[i] = places[i] < 0 ? places[i] : slotOf(i, entries);
        }
        List<KeyRecord> chosen = List.copyOf(argon2id);
        return new RingContent(new RingRecords(entries, chosen, slots), KeyTable.ofRing(entries, chosen), warning);
    }

    private int slotOf(int index, DigestIndex entries) {
        KeyHash digest = digestAt(index);
        int slot = entries.add(digest, places[index]);
        if (slot < 0) {
            throw repeated(index, digest);
        }
        return slot;
    }

    private IllegalArgumentException repeated(int index, KeyHash digest) {
        int first = 0;
        while (places[first] < 0 || !digestAt(first).equals(digest)) {
            first++;
        }
        return new EntryName(positions[index], labelAt(index))
                .refused("the same digest as entry " + positions[first] + "; keep one of the two");
    }
}
