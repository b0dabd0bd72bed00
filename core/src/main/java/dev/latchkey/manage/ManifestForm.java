package dev.latchkey.manage;

import dev.latchkey.key.ManifestKey;
import dev.latchkey.key.ManifestNote;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A managed key in the form that a manifest has for it, and back. */
final class ManifestForm {
    private ManifestForm() {}

    static ManifestKey of(ManagedKey key) {
        List<ManifestNote> notes = key.notes().stream()
                .map(note -> new ManifestNote(
                        note.beginning(), note.createdAt(), note.lastUsedAt().orElse(null)))
                .toList();
        return new ManifestKey(
                key.record(),
                notes,
                key.version(),
                key.updatedAt(),
                key.lastRotation().orElse(null));
    }

    /** The key as the file has it. */
    static ManagedKey read(ManifestKey key) {
        return read(key, key.version(), key.updatedAt());
    }

    /** The key as the file has it, in another version. */
    static ManagedKey read(ManifestKey key, long version, @Nullable Instant updatedAt) {
        List<SecretNote> notes = key.notes().stream().map(ManifestForm::note).toList();
        return new ManagedKey(key.record(), notes, version, orLongAgo(updatedAt), key.lastRotation());
    }

    private static SecretNote note(ManifestNote note) {
        return new SecretNote(note.beginning(), orLongAgo(note.createdAt()), note.lastUsedAt());
    }

    /** A key of unknown age is as old as can be: one to rotate. */
    private static Instant orLongAgo(@Nullable Instant instant) {
        return Objects.requireNonNullElse(instant, Instant.EPOCH);
    }
}
