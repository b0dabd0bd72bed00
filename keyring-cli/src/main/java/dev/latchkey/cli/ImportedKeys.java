package dev.latchkey.cli;

import dev.latchkey.key.KeyHash;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeySecret;
import dev.latchkey.key.ManifestDraft;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keys of a ring on their way into a manifest, and what became of them. */
final class ImportedKeys {
    private static final int DIGITS = 16;

    private final List<String> notes = new ArrayList<>();
    private int added;
    private int passedOver;

    void addTo(ManifestDraft draft, List<KeyRecord> ring) {
        Set<String> labels = new HashSet<>();
        Set<KeyHash> digests = new HashSet<>();
        draft.records().forEach(record -> labels.add(record.label()));
        draft.records().stream()
                .flatMap(record -> record.secrets().stream())
                .forEach(secret -> secret.digest().ifPresent(digests::add));
        for (KeyRecord record : ring) {
            KeyHash digest = record.secrets().get(0).digest().orElseThrow();
            if (digests.contains(digest)) {
                passedOver++;
            } else {
                draft.add(label(record.label(), digest, labels), KeySecret.digest(digest), Map.of());
                added++;
            }
        }
    }

    private String label(String given, KeyHash digest, Set<String> labels) {
        if (Label.isWellFormed(given) && labels.add(given)) {
            return given;
        }
        String label = "imported-" + digest.toHex().substring(0, DIGITS);
        labels.add(label);
        notes.add(label + ": " + problem(given));
        return label;
    }

    private static String problem(String given) {
        if (given.isEmpty()) {
            return "had no label";
        }
        return Label.isWellFormed(given)
                ? "its label, " + Shown.of(given) + ", is taken"
                : "its label was not 1-64 letters, numbers, dots, underscores, colons and dashes";
    }

    List<String> notes() {
        return notes;
    }

    int added() {
        return added;
    }

    int passedOver() {
        return passedOver;
    }
}
