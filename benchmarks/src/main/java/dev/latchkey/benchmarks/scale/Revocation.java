package dev.latchkey.benchmarks.scale;

import dev.latchkey.Authenticator;
import dev.latchkey.Denied;
import dev.latchkey.Granted;
import dev.latchkey.benchmarks.Checked;
import dev.latchkey.benchmarks.Figures;
import dev.latchkey.benchmarks.HeaderRequest;
import dev.latchkey.benchmarks.MadeUpKeys;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.HashScheme;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeySecret;
import dev.latchkey.manage.ChangeSet;
import dev.latchkey.manage.KeyDirectory;
import dev.latchkey.manage.KeyLifecycle;
import dev.latchkey.manage.ManagedKey;
import dev.latchkey.manage.MemoryKeyRepository;
import dev.latchkey.manage.SecretNote;
import dev.latchkey.profile.Profiles;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How long it takes from the call that revokes one of many keys until that key is refused, and what that allocates; the
 * repository is in memory. Arguments: the number of keys, the file for results.
 */
public final class Revocation {
    private static final int ROUNDS = 9;
    private static final int AT_ONCE = 100_000;
    private static final Instant MADE = Instant.parse("2026-01-01T00:00:00Z");

    private Revocation() {}

    /** Measures and writes. */
    public static void main(String[] args) {
        int keys = Integer.parseInt(args[0]);
        Figures figures = new Figures(Path.of(args[1]));
        try (MemoryKeyRepository repository = filled(keys);
                KeyDirectory directory = KeyDirectory.follow(repository)) {
            Authenticator gate =
                    Authenticator.builder(Profiles.standard()).keys(directory).build();
            KeyLifecycle lifecycle = KeyLifecycle.builder(directory).build();
            double[] millis = new double[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                millis[round] = revoke(gate, lifecycle, round);
            }
            figures.add("revocation." + keys + ".first", millis[0], "ms");
            figures.addMedian("revocation." + keys + ".visible", millis, "ms");
        }
        figures.write();
    }

    private static double revoke(Authenticator gate, KeyLifecycle lifecycle, int key) {
        HeaderRequest request = HeaderRequest.bearer(MadeUpKeys.text(key));
        Checked.that(gate.authenticate(request) instanceof Granted, "the key is good before");
        long start = System.nanoTime();
        lifecycle.revoke("benchmark", id(key));
        while (!(gate.authenticate(request) instanceof Denied)) {
            Thread.onSpinWait();
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private static MemoryKeyRepository filled(int keys) {
        MemoryKeyRepository repository = new MemoryKeyRepository();
        for (int from = 0; from < keys; from += AT_ONCE) {
            List<ManagedKey> some = new ArrayList<>();
            for (int key = from; key < Math.min(keys, from + AT_ONCE); key++) {
                some.add(managed(key));
            }
            Checked.that(
                    repository.commit(new ChangeSet(some, List.of(), List.of(), List.of())),
                    "the repository took them");
        }
        return repository;
    }

    private static ManagedKey managed(int key) {
        KeySecret secret = KeySecret.digest(
                HashScheme.sha256().hash(ApiKey.parse(MadeUpKeys.text(key))),
                HashScheme.sha256().name());
        KeyRecord record = KeyRecord.builder(secret).id(id(key)).createdAt(MADE).build();
        return new ManagedKey(record, List.of(new SecretNote("gw_sk_", MADE, null)), 1, MADE, null);
    }

    private static KeyId id(int key) {
        return new KeyId("key-" + key);
    }
}
