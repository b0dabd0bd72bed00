package dev.latchkey.benchmarks;

import dev.latchkey.Authenticator;
import dev.latchkey.Reason;
import dev.latchkey.Verdict;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.HashScheme;
import dev.latchkey.key.KeyRow;
import dev.latchkey.key.KeyTables;
import dev.latchkey.profile.Profiles;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What turns on how many keys there are: the floor, the lookup and the verdict. All keys come up in turn, as they would
 * from many clients; the table and the records are met in no order.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public abstract class Decisions {
    final Authenticator gate;
    final HeaderRequest unknown;
    final String[] texts;
    final HeaderRequest expired;
    private final KeyTables tables;
    private final HeaderRequest[] accepted;
    private final BareSha256 sha256;
    private final BareTable bareTable;
    private int next;

    Decisions(int size) {
        KeySet set = new KeySet(size);
        this.gate = Authenticator.builder(Profiles.standard()).keys(set.source).build();
        this.tables = new KeyTables(set.source.table());
        this.texts = set.keys.toArray(String[]::new);
        this.accepted = set.keys.stream().map(HeaderRequest::bearer).toArray(HeaderRequest[]::new);
        this.unknown = HeaderRequest.bearer(set.unknown);
        this.expired = HeaderRequest.bearer(set.expired);
        this.sha256 = new BareSha256(set.keys);
        this.bareTable = new BareTable(set.keys);
        check();
    }

    /** Uses every key once as well: what is made at first use lies in memory in the order of the records. */
    private void check() {
        Checked.that(bareTable.find(0) >= 0 && lookedUp(texts[0]) != KeyTables.NOWHERE, "a key is found");
        for (int key : Shuffled.below(accepted.length)) {
            Checked.granted(gate.authenticate(accepted[key]));
        }
        Checked.denied(Reason.UNKNOWN_KEY, gate.authenticate(unknown));
    }

    /** The floor: what nobody who stores digests can avoid. */
    @Benchmark
    public byte[] bareSha256() {
        return sha256.hash(nextKey());
    }

    /** The floor of those who look the digest up. */
    @Benchmark
    public int bareSha256AndProbe() {
        return bareTable.find(nextKey());
    }

    /** Scanned, hashed and looked up: what is ours without a request. */
    @Benchmark
    public @Nullable KeyRow scanHashLookup() {
        long place = lookedUp(texts[nextKey()]);
        return place == KeyTables.NOWHERE ? null : tables.rowAt(place);
    }

    /** A good key. */
    @Benchmark
    public Verdict accepted() {
        return gate.authenticate(accepted[nextKey()]);
    }

    /** A well-formed key that nobody knows. */
    @Benchmark
    public Verdict unknown() {
        return gate.authenticate(unknown);
    }

    private long lookedUp(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return ApiKey.scan(bytes, 0, bytes.length) == ApiKey.Scan.WELL_FORMED
                ? HashScheme.sha256().find(bytes, 0, bytes.length, tables, true)
                : KeyTables.NOWHERE;
    }

    final int nextKey() {
        int key = next;
        next = key + 1 == accepted.length ? 0 : key + 1;
        return key;
    }
}
