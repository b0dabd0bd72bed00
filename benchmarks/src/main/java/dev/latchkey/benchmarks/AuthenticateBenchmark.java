package dev.latchkey.benchmarks;

import dev.latchkey.Authenticator;
import dev.latchkey.GatewayProfile;
import dev.latchkey.Verdict;
import dev.latchkey.profile.Profiles;
import java.security.DigestException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From header to verdict, beside a bare reused SHA-256 of the same key in the same run. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class AuthenticateBenchmark {

    /** How many keys there are. */
    @Param({"10000", "1000000"})
    public int size;

    private Authenticator gate = Authenticator.builder(Profiles.anyLlm()).build();
    private HeaderRequest[] accepted = new HeaderRequest[0];
    private HeaderRequest unknown = new HeaderRequest("");
    private HeaderRequest malformed = unknown;
    private HeaderRequest expired = unknown;
    private BareSha256 sha256 = new BareSha256(List.of());
    private int next;

    /** Makes the keys and the requests that carry them. */
    @Setup
    public void prepare() {
        KeySet set = new KeySet(size);
        GatewayProfile profile = Profiles.standard();
        gate = Authenticator.builder(profile).keys(set.source).build();
        accepted = set.keys.stream().map(AuthenticateBenchmark::bearer).toArray(HeaderRequest[]::new);
        sha256 = new BareSha256(set.keys);
        unknown = bearer(set.unknown);
        expired = bearer(set.expired);
        malformed = bearer("not a key");
    }

    /** The floor: what nobody who stores digests can avoid. */
    @Benchmark
    public byte[] bareSha256() throws DigestException {
        return sha256.hash(nextIndex());
    }

    /** A good key. */
    @Benchmark
    public Verdict accepted() {
        return gate.authenticate(accepted[nextIndex()]);
    }

    /** A well-formed key that nobody knows. */
    @Benchmark
    public Verdict unknown() {
        return gate.authenticate(unknown);
    }

    /** A text that cannot be a key. */
    @Benchmark
    public Verdict malformed() {
        return gate.authenticate(malformed);
    }

    /** A key whose time is over. */
    @Benchmark
    public Verdict expired() {
        return gate.authenticate(expired);
    }

    /** All keys come up in turn, as they would from many clients, and not the one that the cache holds. */
    private int nextIndex() {
        int index = next;
        next = index + 1 == accepted.length ? 0 : index + 1;
        return index;
    }

    private static HeaderRequest bearer(String text) {
        return new HeaderRequest("Bearer " + text);
    }
}
