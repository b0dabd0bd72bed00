package dev.latchkey.cli;

import dev.latchkey.key.KeyHash;
import dev.latchkey.key.KeySecret;
import dev.latchkey.key.ManifestDraft;
import java.util.Map;
import java.util.Optional;

/** What is asked of an entry before it is added to a manifest. */
final class NewEntry {
    private NewEntry() {}

    /** Adds it, unless the manifest has its label, which is asked first, or its digest. */
    static void add(ManifestDraft draft, String label, KeyHash sha256, KeySecret secret, Map<String, ?> members) {
        if (draft.records().stream().anyMatch(record -> record.label().equals(label))) {
            throw new Refused("Label already exists: " + label);
        }
        boolean known = draft.records().stream()
                .flatMap(record -> record.secrets().stream())
                .anyMatch(other -> other.digest().equals(Optional.of(sha256)));
        if (known) {
            throw new Refused("Hash already exists in manifest: " + sha256.toHex());
        }
        draft.add(label, secret, members);
    }

    /** Whether a new key reached standard output, where alone it is: 0, or 1 and what to do. */
    static int shown(Session session, String label) {
        if (!session.out().checkError()) {
            return 0;
        }
        session.err()
                .println("The new key could not be printed and is lost: rotate --label " + label + " makes another");
        return 1;
    }
}
