package dev.latchkey.key;

/**
 * The row of an entry of a ring: as small as can be, because its record is made only if somebody asks for it. From then on it
 * does not keep the index that it lies in, so that a request which lasts keeps no ring that was replaced.
 */
final class RingRow extends KeyRow {
    private final int slot;

    /** The record; until there is one, the index that it is made of. */
    private Object source;

    RingRow(DigestIndex entries, int slot) {
        super(null);
        this.source = entries;
        this.slot = slot;
    }

    /** A race makes one twice, which harms nobody: records are immutable, and both say the same. */
    @Override
    public KeyRecord record() {
        Object from = source;
        if (from instanceof KeyRecord known) {
            return known;
        }
        KeyRecord made = ((DigestIndex) from).ringRecord(slot);
        source = made;
        return made;
    }

    @Override
    public KeySecret secret() {
        return record().secrets().get(0);
    }

    /** Another one with what is attached to this one. */
    @Override
    KeyRow movedTo(DigestIndex index, int at) {
        RingRow moved = new RingRow(index, at);
        Object attached = attachment();
        if (attached != null) {
            moved.attach(attached);
        }
        return moved;
    }
}
