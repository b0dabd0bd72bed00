package dev.latchkey.benchmarks;

import dev.latchkey.Authenticator;
import dev.latchkey.GatewayProfile;
import dev.latchkey.Reason;
import dev.latchkey.Verdict;
import dev.latchkey.key.HashScheme;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeySecret;
import dev.latchkey.key.KeySource;
import dev.latchkey.key.KeyTable;
import dev.latchkey.key.MintedKey;
import dev.latchkey.profile.Profiles;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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

/** Each profile with ten thousand keys of its own format, and {@code standard} with digests under a hash secret. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class ProfileBenchmark {
    private static final int KEYS = 10_000;
    private static final String UNDER_SECRET = "+hmac";

    /** The profile's name; with {@code +hmac} where its digests are made under a hash secret. */
    @Param({"standard", "standard+hmac", "free-ai", "cloudflare", "transactional", "any-llm", "llm-gateway+hmac"})
    public String profile = "";

    private final List<HeaderRequest> accepted = new ArrayList<>();
    private Authenticator gate = Authenticator.builder(Profiles.anyLlm()).build();
    private HeaderRequest unknown = HeaderRequest.bearer("");
    private int next;

    /** Makes the keys. */
    @Setup
    public void prepare() {
        boolean underSecret = profile.endsWith(UNDER_SECRET);
        GatewayProfile spoken =
                Profiles.named(profile.replace(UNDER_SECRET, "")).orElseThrow();
        HashScheme scheme = underSecret
                ? HashScheme.hmacSha256("s1", "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII))
                : HashScheme.sha256();
        List<KeyRecord> records = new ArrayList<>();
        for (int i = 0; i < KEYS; i++) {
            MintedKey minted = spoken.keyFormat().mint();
            records.add(KeyRecord.builder(KeySecret.digest(minted.hash(scheme), scheme.name()))
                    .build());
            accepted.add(HeaderRequest.bearer(spoken, minted.revealOnce()));
        }
        unknown = HeaderRequest.bearer(spoken, spoken.keyFormat().mint().revealOnce());
        Authenticator.Builder builder = Authenticator.builder(spoken).keys(KeySource.of(KeyTable.of(records)));
        gate = underSecret ? builder.hashSecrets(scheme).build() : builder.build();
        Checked.granted(gate.authenticate(accepted.get(0)));
        Checked.denied(Reason.UNKNOWN_KEY, gate.authenticate(unknown));
    }

    /** A good key. */
    @Benchmark
    public Verdict accepted() {
        int key = next;
        next = key + 1 == KEYS ? 0 : key + 1;
        return gate.authenticate(accepted.get(key));
    }

    /** A well-formed key that nobody knows. */
    @Benchmark
    public Verdict unknown() {
        return gate.authenticate(unknown);
    }
}
