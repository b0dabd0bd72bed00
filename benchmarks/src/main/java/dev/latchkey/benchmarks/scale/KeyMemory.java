package dev.latchkey.benchmarks.scale;

import dev.latchkey.Admitted;
import dev.latchkey.Authenticator;
import dev.latchkey.Call;
import dev.latchkey.Granted;
import dev.latchkey.benchmarks.Checked;
import dev.latchkey.benchmarks.Figures;
import dev.latchkey.benchmarks.HeaderRequest;
import dev.latchkey.benchmarks.MadeUpKeys;
import dev.latchkey.benchmarks.Shuffled;
import dev.latchkey.benchmarks.TwoLimits;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.HashScheme;
import dev.latchkey.key.KeyPermits;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeyRing;
import dev.latchkey.key.KeySecret;
import dev.latchkey.profile.Profiles;
import java.io.IOException;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Bytes on the heap for each key, by what full collections leave: as a ring's with labels and without, as a record with two
 * limits, and after its first uses.
 * Arguments: the number of keys, what they are ({@code ring}, {@code unlabelled} or {@code limited}), the file for results.
 */
public final class KeyMemory {
    private static final Call CALL = Call.builder().build();
    private static final int LOOKUPS = 1_000_000;

    private final int keys;
    private final String prefix;
    private final Figures figures;

    private KeyMemory(int keys, String kind, Figures figures) {
        this.keys = keys;
        this.prefix = "memory." + kind + "." + keys;
        this.figures = figures;
    }

    /** Measures and writes. */
    public static void main(String[] args) throws IOException, NoSuchAlgorithmException {
        int keys = Integer.parseInt(args[0]);
        Figures figures = new Figures(Path.of(args[2]));
        KeyMemory memory = new KeyMemory(keys, args[1].toLowerCase(Locale.ROOT), figures);
        switch (args[1]) {
            case "ring" -> memory.measureRing(true);
            case "unlabelled" -> memory.measureRing(false);
            case "limited" -> memory.measure(Heap.used(), KeyRing.of(memory.records(TwoLimits.permits())), true);
            default -> throw new IllegalArgumentException("expected ring, unlabelled or limited, found " + args[1]);
        }
        figures.write();
    }

    private void measureRing(boolean labelled) throws IOException, NoSuchAlgorithmException {
        Path text = RingText.write(keys, labelled);
        long before = Heap.used();
        measure(before, KeyRing.read(text), false);
    }

    private void measure(long before, KeyRing ring, boolean limited) {
        Checked.that(ring.table().size() == keys, "all keys are in the table");
        long loaded = Heap.used();
        perKey("loaded", loaded - before);
        Authenticator gate =
                Authenticator.builder(Profiles.standard()).keys(ring).build();
        for (int key : Shuffled.below(keys)) {
            useOnce(gate, key, limited);
        }
        perKey("more-after-use", Heap.used() - loaded);
        measureLookups(gate);
    }

    private static void useOnce(Authenticator gate, int key, boolean limited) {
        HeaderRequest request = HeaderRequest.bearer(MadeUpKeys.text(key));
        Granted who = (Granted) gate.authenticate(request);
        if (limited) {
            Checked.that(gate.authorize(who, request, CALL) instanceof Admitted, "the limit is not reached");
        }
    }

    private void perKey(String what, long bytes) {
        figures.add(prefix + "." + what, (double) bytes / keys, "B/key");
    }

    private List<KeyRecord> records(KeyPermits permits) {
        List<KeyRecord> records = new ArrayList<>(keys);
        for (int key : Shuffled.below(keys)) {
            KeySecret secret = KeySecret.digest(HashScheme.sha256().hash(ApiKey.parse(MadeUpKeys.text(key))));
            records.add(KeyRecord.builder(secret).permits(permits).build());
        }
        return records;
    }

    /** A million verdicts on keys of no order, a tenth at a time; their requests lie side by side. */
    private void measureLookups(Authenticator gate) {
        HeaderRequest[] requests = new HeaderRequest[LOOKUPS];
        int[] order = Shuffled.below(keys);
        for (int i = 0; i < LOOKUPS; i++) {
            requests[i] = HeaderRequest.bearer(MadeUpKeys.text(order[i % keys]));
        }
        verdicts(gate, requests, 0, LOOKUPS);
        double[] nanos = new double[10];
        int part = LOOKUPS / nanos.length;
        for (int i = 0; i < nanos.length; i++) {
            long start = System.nanoTime();
            verdicts(gate, requests, i * part, (i + 1) * part);
            nanos[i] = (double) (System.nanoTime() - start) / part;
        }
        figures.addMedian(prefix + ".authenticate", nanos, "ns");
    }

    private static void verdicts(Authenticator gate, HeaderRequest[] requests, int from, int to) {
        int granted = 0;
        for (int i = from; i < to; i++) {
            if (gate.authenticate(requests[i]) instanceof Granted) {
                granted++;
            }
        }
        Checked.that(granted == to - from, "every key is known");
    }
}
