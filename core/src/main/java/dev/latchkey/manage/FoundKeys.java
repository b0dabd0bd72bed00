package dev.latchkey.manage;

import dev.latchkey.key.KeyHash;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeySecret;
import dev.latchkey.key.KeyStatus;
import dev.latchkey.key.ManifestKey;
import dev.latchkey.quota.TimeSource;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is found in a manifest, as changes of what was known of it: who edits a file counts no versions. Guarded by its
 * repository.
 */
final class FoundKeys {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int DIGEST_BYTES = 32;

    private final MemoryKeyRepository memory;
    private final TimeSource time;
    private final Set<KeyId> gone = new HashSet<>();

    FoundKeys(MemoryKeyRepository memory, TimeSource time) {
        this.memory = memory;
        this.time = time;
    }

    /**
     * Takes in all that the file holds, in one change; none if it holds what is known. When secrets were used last is no
     * part of it.
     *
     * @throws IllegalArgumentException if there are no keys where some were: that is no manifest, but an accident
     */
    void take(List<ManifestKey> inFile) {
        List<ManagedKey> known = memory.allKeys();
        if (inFile.isEmpty() && known.size() > gone.size()) {
            throw new IllegalArgumentException("the key manifest has no keys any more; put them back");
        }
        Set<KeyId> there = new HashSet<>();
        inFile.forEach(key -> there.add(key.record().id()));
        List<ManagedKey> changed = new ArrayList<>();
        inFile.forEach(key -> changeOf(key).ifPresent(changed::add));
        changed.sort(Comparator.comparing(key -> key.record().createdAt().orElse(Instant.EPOCH)));
        known.stream()
                .filter(key -> !there.contains(key.id()) && !gone.contains(key.id()))
                .map(this::withoutTrace)
                .forEach(changed::add);
        memory.take(changed);
        known.stream().map(ManagedKey::id).filter(id -> !there.contains(id)).forEach(gone::add);
        gone.removeAll(there);
    }

    private Optional<ManagedKey> changeOf(ManifestKey key) {
        Optional<ManagedKey> known = memory.key(key.record().id());
        ManagedKey found = ManifestForm.read(key);
        if (known.isEmpty()) {
            return Optional.of(found);
        }
        ManagedKey before = known.get();
        if (found.version() > before.version()) {
            return Optional.of(found);
        }
        if (ManifestForm.of(found).saysTheSameAs(ManifestForm.of(before))) {
            memory.used(usesOf(found));
            return Optional.empty();
        }
        return Optional.of(ManifestForm.read(key, before.version() + 1, now()));
    }

    private static List<KeyUse> usesOf(ManagedKey key) {
        List<KeyUse> uses = new ArrayList<>();
        for (int i = 0; i < key.notes().size(); i++) {
            KeySecret secret = key.record().secrets().get(i);
            key.notes().get(i).lastUsedAt().ifPresent(at -> uses.add(new KeyUse(key.id(), secret, at)));
        }
        return uses;
    }

    /** Deleted, and with a secret that nobody has: the one that it had may be another key's by now. */
    private ManagedKey withoutTrace(ManagedKey key) {
        byte[] nobodys = new byte[DIGEST_BYTES];
        RANDOM.nextBytes(nobodys);
        KeySecret secret = KeySecret.digest(KeyHash.parse(HexFormat.of().formatHex(nobodys)));
        KeyRecord record = key.record().toBuilder()
                .secrets(List.of(secret))
                .status(KeyStatus.DELETED)
                .build();
        return new ManagedKey(
                record,
                key.notes().subList(0, 1),
                key.version() + 1,
                now(),
                key.lastRotation().orElse(null));
    }

    private Instant now() {
        return Instant.ofEpochSecond(0, time.epochNanos());
    }
}
