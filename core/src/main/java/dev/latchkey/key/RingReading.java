package dev.latchkey.key;

/** How ring text is read. */
public enum RingReading {
    /**
     * One bad entry refuses the whole ring. Entries are {@code label:digest} or a bare digest of 64 hex digits,
     * separated by commas or line feeds; labels are 1 to 64 characters of {@code [A-Za-z0-9._:-]}; only the entry is
     * trimmed, not its parts; no digest and no label may stand there twice; {@code label:$argon2id$…} takes a line of
     * its own.
     */
    STRICT,
    /**
     * As free-ai reads it: entries, labels and digests are trimmed, the digest follows the last colon, labels are free,
     * and entries that are no digest are dropped, with one warning that counts them. There is no comment syntax.
     */
    COMPATIBLE
}
