package dev.latchkey.key;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;

/** A list of hashes that notes which of them were tried. */
final class CountingList extends AbstractList<Argon2idHash> {
    final List<Integer> asked = new ArrayList<>();
    private final List<Argon2idHash> hashes;

    CountingList(List<Argon2idHash> hashes) {
        this.hashes = hashes;
    }

    @Override
    public Argon2idHash get(int index) {
        asked.add(index);
        return hashes.get(index);
    }

    @Override
    public int size() {
        return hashes.size();
    }
}
