package dev.latchkey.key;

/** Gathers the keys of a ring, in one of the two readings. */
sealed interface RingEntries extends RingSplitter.Entries permits StrictEntries, CompatibleEntries, ToldEntries {

    /** All that was gathered. */
    RingContent finish();

    static RingEntries of(RingReading reading, TextProgress progress) {
        return switch (reading) {
            case STRICT -> new StrictEntries(progress);
            case COMPATIBLE -> new CompatibleEntries(progress);
        };
    }
}
