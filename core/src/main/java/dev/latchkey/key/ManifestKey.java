package dev.latchkey.key;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A key as a manifest keeps it: its record, and what management has noted of it in the member {@code managed}. Entries that
 * people or the command line wrote have no such member; they are of version 1, changed last when they were made.
 * Immutable and thread-safe.
 *
 * @param record the key; its label may be one that no entry could have, and the entries then bear another
 * @param notes one for each of the record's secrets, in the same order
 * @param version how many changes of management made it: 1 or more
 * @param updatedAt when the last of them was made; null where that is not known
 * @param lastRotation the request id of the last rotation that had one; null if none had
 */
public record ManifestKey(
        KeyRecord record,
        List<ManifestNote> notes,
        long version,
        @Nullable Instant updatedAt,
        @Nullable String lastRotation) {

    /**
     * Copies the notes.
     *
     * @throws IllegalArgumentException if there are more or fewer notes than secrets, or the version is less than 1
     */
    public ManifestKey {
        Objects.requireNonNull(record);
        notes = List.copyOf(notes);
        if (notes.size() != record.secrets().size()) {
            throw new IllegalArgumentException("key: expected a note for each secret");
        }
        if (version < 1) {
            throw new IllegalArgumentException("key: expected a version of 1 or more");
        }
    }

    /** A key of whose changes nobody has kept count. */
    static ManifestKey written(KeyRecord record, List<ManifestNote> notes) {
        return new ManifestKey(record, notes, 1, record.createdAt().orElse(null), null);
    }

    /** Whether a manifest says the same of both, whichever version they are and whenever they were changed and used last. */
    public boolean saysTheSameAs(ManifestKey other) {
        return words().equals(other.words());
    }

    private List<?> words() {
        ManifestKey timeless =
                new ManifestKey(record, notes.stream().map(ManifestNote::unused).toList(), 1, null, lastRotation);
        return new WrittenKey(timeless, "label", Instant.EPOCH).entries();
    }
}
