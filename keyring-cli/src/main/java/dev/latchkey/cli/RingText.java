package dev.latchkey.cli;

import dev.latchkey.access.Scopes;
import dev.latchkey.key.HashScheme;
import dev.latchkey.key.KeyHash;
import dev.latchkey.key.KeyPermits;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeySecret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys of a manifest as a ring says them, {@code label:sha256} each. A ring knows no status, no dates and no
 * restrictions: whatever stands in one is good for everything. Keys that are not good now, or not for everything, are
 * therefore left out of it, and named.
 */
final class RingText {
    private final Instant now;
    private final List<String> entries = new ArrayList<>();
    private final List<String> inventory = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private RingText(Instant now) {
        this.now = now;
    }

    static RingText of(List<KeyRecord> records, Instant now) {
        RingText text = new RingText(now);
        for (KeyRecord record : records) {
            record.secrets().forEach(secret -> text.add(record, secret));
        }
        return text;
    }

    /** The entries of the ring. */
    List<String> entries() {
        return entries;
    }

    /** A line for each secret; one that the ring leaves out says why behind its digest, so that no ring takes it. */
    List<String> inventory() {
        return inventory;
    }

    /** What the ring leaves out or cannot say, for the operator. */
    List<String> notes() {
        return notes;
    }

    private void add(KeyRecord record, KeySecret secret) {
        String digest = secret.digest().map(KeyHash::toHex).orElse("argon2id");
        String entry = record.label() + ":" + digest;
        String obstacle = obstacle(record, secret);
        if (!obstacle.isEmpty()) {
            inventory.add(entry + ":" + obstacle);
            notes.add(record.label() + " is left out of the ring: " + obstacle);
        } else if (secret.expiresAt().isPresent()) {
            // A label may stand in a ring once, and belongs to the secret that stays.
            inventory.add(entry + ":replaced");
            entries.add(digest);
            noteEnd(record.label() + "'s old secret", secret.expiresAt().get());
        } else {
            inventory.add(entry);
            entries.add(entry);
            record.expiresAt().ifPresent(end -> noteEnd(record.label(), end));
        }
    }

    private void noteEnd(String what, Instant end) {
        notes.add("the ring cannot say that " + what + " ends at " + end + ": upload it again then");
    }

    private String obstacle(KeyRecord record, KeySecret secret) {
        KeyState state = KeyState.of(record, now);
        if (state != KeyState.ACTIVE) {
            return state.word();
        }
        if (secret.expiresAt().filter(end -> !now.isBefore(end)).isPresent()) {
            return "over";
        }
        if (secret.argon2id().isPresent()) {
            return "argon2id";
        }
        if (secret.scheme()
                .filter(scheme -> !scheme.equals(HashScheme.sha256().name()))
                .isPresent()) {
            return "hmac";
        }
        boolean free = record.scopes().equals(Scopes.unrestricted())
                && record.permits().equals(KeyPermits.unlimited());
        return free ? "" : "restricted";
    }
}
