package dev.latchkey.manage;

import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeySecret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a key is after its secret was replaced. */
final class Renewal {
    private Renewal() {}

    /** The next version: the new secret first, and behind it those that stay good for a while. */
    static ManagedKey of(ManagedKey before, KeySecret secret, SecretNote note, Rotation rotation, Instant now) {
        List<KeySecret> secrets = new ArrayList<>(List.of(secret));
        List<SecretNote> notes = new ArrayList<>(List.of(note));
        Instant end = now.plus(rotation.overlap());
        for (int i = 0; i < before.notes().size(); i++) {
            KeySecret old = before.record().secrets().get(i);
            Instant sooner =
                    old.expiresAt().filter(instant -> instant.isBefore(end)).orElse(end);
            if (sooner.isAfter(now)) {
                secrets.add(old.expiringAt(sooner));
                notes.add(before.notes().get(i));
            }
        }
        KeyRecord record = before.record().toBuilder().secrets(secrets).build();
        String request = rotation.requestId().or(before::lastRotation).orElse(null);
        return new ManagedKey(record, notes, before.version() + 1, now, request);
    }

    /** Whether the secrets are the same, however long they are good. */
    static boolean isSame(ManagedKey one, ManagedKey other) {
        return identities(one).equals(identities(other));
    }

    private static List<Object> identities(ManagedKey key) {
        return key.record().secrets().stream().map(SecretIdentity::of).toList();
    }
}
