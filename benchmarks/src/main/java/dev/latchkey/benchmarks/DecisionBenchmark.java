package dev.latchkey.benchmarks;

import dev.latchkey.Reason;
import dev.latchkey.Verdict;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.HashScheme;
import dev.latchkey.key.KeyHash;
import org.openjdk.jmh.annotations.Benchmark;

/** From header to verdict step by step, with ten thousand keys, beside a bare reused SHA-256 of the same keys. */
public class DecisionBenchmark extends Decisions {
    private static final int KEYS = 10_000;

    private final HeaderRequest malformed =
            HeaderRequest.bearer(MadeUpKeys.text(0).substring(1) + "<");
    private final HeaderRequest malformedWithin = HeaderRequest.bearer(
            new StringBuilder(MadeUpKeys.text(0)).replace(20, 21, "<").toString());

    /** Makes the keys. */
    public DecisionBenchmark() {
        super(KEYS);
        Checked.denied(Reason.BAD_CHARACTERS, gate.authenticate(malformed));
        Checked.denied(Reason.BAD_CHARACTERS, gate.authenticate(malformedWithin));
        Checked.denied(Reason.EXPIRED_KEY, gate.authenticate(expired));
    }

    /** Read as ASCII, and every character looked at. */
    @Benchmark
    public ApiKey scan() {
        return ApiKey.parse(texts[nextKey()]);
    }

    /** Scanned and hashed. */
    @Benchmark
    public KeyHash scanHash() {
        return HashScheme.sha256().hash(ApiKey.parse(texts[nextKey()]));
    }

    /** A text that cannot be a key: its last character is none of a key's. */
    @Benchmark
    public Verdict malformed() {
        return gate.authenticate(malformed);
    }

    /** A text that cannot be a key, which only shows in its midst. */
    @Benchmark
    public Verdict malformedWithin() {
        return gate.authenticate(malformedWithin);
    }

    /** A key whose time is over. */
    @Benchmark
    public Verdict expired() {
        return gate.authenticate(expired);
    }
}
