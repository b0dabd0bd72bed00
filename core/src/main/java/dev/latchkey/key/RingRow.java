package dev.latchkey.key;

import org.jspecify.annotations.Nullable;

/** The row of an entry of a ring: as small as can be, because its record is made only if somebody asks for it. */
final class RingRow extends KeyRow {
    private final DigestIndex entries;
    private final int slot;
    private @Nullable KeyRecord record;

    RingRow(DigestIndex entries, int slot) {
        super(null);
        this.entries = entries;
        this.slot = slot;
    }

    /** A race makes one twice, which harms nobody: records are immutable, and both say the same. */
    @Override
    public KeyRecord record() {
        KeyRecord known = record;
        if (known == null) {
            known = entries.ringRecord(slot);
            record = known;
        }
        return known;
    }

    @Override
    public KeySecret secret() {
        return record().secrets().get(0);
    }

    /** Another one with what is attached to this one: it must not keep the whole index that it lay in. */
    @Override
    KeyRow movedTo(DigestIndex index, int slot) {
        RingRow moved = new RingRow(index, slot);
        Object attached = attachment();
        if (attached != null) {
            moved.attach(attached);
        }
        return moved;
    }
}
