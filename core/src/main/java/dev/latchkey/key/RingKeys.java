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
    private final TextProgress progress;
    private final LabelPool labels;
    private final RingDigests digests = new RingDigests();
    private final List<Chosen> argon2id = new ArrayList<>();

    /** Where the label of each key lies. */
    private int[] places = new int[64];

    /** Where each key stands in the text, counted from 1: other entries may have been left out. */
    private int[] positions = new int[64];

    private int count;

    /** An Argon2id entry, and the number of its key. */
    private record Chosen(int key, KeyRecord record) {}

    RingKeys(TextProgress progress) {
        this.progress = progress;
        this.labels = new LabelPool(progress);
    }

    LabelPool labels() {
        return labels;
    }

    int count() {
        return count;
    }

    /** Adds a key whose label lies at this place, and tells its number; its secret is to follow. */
    int add(int place, int position) {
        if (count == places.length) {
            int room = progress.roomFor(count);
            places = Arrays.copyOf(places, room);
            positions = Arrays.copyOf(positions, room);
        }
        places[count] = place;
        positions[count] = position;
        return count++;
    }

    /** The digest of a key's secret. */
    void setDigest(int key, HexDigest digest) {
        if (digests.isFull()) {
            digests.resize(progress.roomFor(digests.count()));
        }
        digests.add(digest.a, digest.b, digest.c, digest.d, key);
    }

    /** The record of a key whose secret a person chose. */
    void setArgon2id(int key, KeyRecord chosen) {
        argon2id.add(new Chosen(key, chosen));
    }

    /** Where this key stands in the text, counted from 1. */
    int positionOf(int key) {
        return positions[key];
    }

    String labelOf(int key) {
        return labels.at(places[key]);
    }

    boolean haveSameLabel(int key, int other) {
        return labels.areSame(places[key], places[other]);
    }

    /**
     * All that was gathered; nothing can be added afterwards.
     *
     * @throws IllegalArgumentException if two keys have the same secret; the message tells where
     */
    RingContent content(Optional<String> warning) {
        labels.trim();
        digests.trim();
        int[] slots = new int[count];
        int repeated = digests.order(places, slots);
        if (repeated >= 0) {
            throw sameDigest(repeated, slots);
        }
        for (int i = 0; i < argon2id.size(); i++) {
            slots[argon2id.get(i).key()] = ~i;
        }
        DigestIndex index = digests.index(labels);
        List<KeyRecord> chosen = argon2id.stream().map(Chosen::record).toList();
        return new RingContent(new RingRecords(index, chosen, slots), KeyTable.ofRing(index, chosen), warning);
    }

    private IllegalArgumentException sameDigest(int repeated, int[] slots) {
        int first = 0;
        while (slots[first] != slots[repeated] || isArgon2id(first)) {
            first++;
        }
        return new EntryName(positions[repeated], labelOf(repeated))
                .refused("the same digest as entry " + positions[first] + "; keep one of the two");
    }

    /** These have no slot. */
    private boolean isArgon2id(int key) {
        return argon2id.stream().anyMatch(chosen -> chosen.key() == key);
    }
}
