package dev.latchkey.manage;

import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeySecret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A key as management keeps it: its record, and beside each of its secrets what a list may show of it. Each change makes
 * the next {@link #version() version}. Immutable and thread-safe.
 */
public final class ManagedKey {
    private final KeyRecord record;
    private final List<SecretNote> notes;
    private final long version;
    private final Instant updatedAt;
    private final @Nullable String lastRotation;

    /**
     * A key as a repository has read it.
     *
     * @param notes one for each of the record's secrets, in the same order
     * @param version how many changes made it, the first included: 1 or more
     * @param updatedAt when the last of them was made
     * @param lastRotation the request id of the last rotation that had one; null if none had
     * @throws IllegalArgumentException if there are more or fewer notes than secrets, or the version is less than 1
     */
    public ManagedKey(
            KeyRecord record, List<SecretNote> notes, long version, Instant updatedAt, @Nullable String lastRotation) {
        if (notes.size() != record.secrets().size()) {
            throw new IllegalArgumentException("managed key: expected a note for each secret");
        }
        if (version < 1) {
            throw new IllegalArgumentException("managed key: expected a version of 1 or more");
        }
        this.record = record;
        this.notes = List.copyOf(notes);
        this.version = version;
        this.updatedAt = Objects.requireNonNull(updatedAt);
        this.lastRotation = lastRotation;
    }

    /** The key's id. */
    public KeyId id() {
        return record.id();
    }

    /** What verification knows of the key. */
    public KeyRecord record() {
        return record;
    }

    /** What is kept beside each secret, in the order of the record's secrets. */
    public List<SecretNote> notes() {
        return notes;
    }

    /** How many changes made it; an entity tag. */
    public long version() {
        return version;
    }

    /** When it was changed last; use of it is no change. */
    public Instant updatedAt() {
        return updatedAt;
    }

    /** The request id of the last rotation that had one. */
    public Optional<String> lastRotation() {
        return Optional.ofNullable(lastRotation);
    }

    /** When any of its secrets was used last, to within the interval at which that is written. */
    public Optional<Instant> lastUsedAt() {
        return notes.stream()
                .map(SecretNote::lastUsedAt)
                .flatMap(Optional::stream)
                .max(Instant::compareTo);
    }

    /** The next version, with this record in place of the present one; its secrets are the same. */
    ManagedKey changedTo(KeyRecord next, Instant now) {
        return new ManagedKey(next, notes, version + 1, now, lastRotation);
    }

    /** The same version, with each secret used as late as that key knows, if it has the secret and that is later. */
    ManagedKey usedAsLateAs(ManagedKey other) {
        ManagedKey later = this;
        for (int i = 0; i < other.notes.size(); i++) {
            Optional<Instant> used = other.notes.get(i).lastUsedAt();
            if (used.isPresent()) {
                later = later.usedAt(other.record.secrets().get(i), used.get());
            }
        }
        return later;
    }

    /** The same version, with that secret used at this instant; itself if it is not known or was used later. */
    public ManagedKey usedAt(KeySecret secret, Instant instant) {
        int index = 0;
        while (index < notes.size()
                && !SecretIdentity.of(record.secrets().get(index)).equals(SecretIdentity.of(secret))) {
            index++;
        }
        if (index == notes.size() || notes.get(index).wasUsedAfter(instant)) {
            return this;
        }
        List<SecretNote> more = new ArrayList<>(notes);
        more.set(index, notes.get(index).usedAt(instant));
        return new ManagedKey(record, more, version, updatedAt, lastRotation);
    }

    @Override
    public String toString() {
        return "ManagedKey[" + record.id() + ", version " + version + "]";
    }
}
