package dev.latchkey.key;

/** How ring text is read. */
public enum RingReading {
    /** One bad entry refuses the whole ring. */
    STRICT,
    /** As free-ai reads it: entries that are no digest are dropped, with a warning that counts them. */
    COMPATIBLE
}
