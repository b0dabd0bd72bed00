package dev.latchkey.benchmarks.server;

import dev.latchkey.Authenticator;
import dev.latchkey.benchmarks.Figures;
import dev.latchkey.benchmarks.KeySet;
import dev.latchkey.benchmarks.MadeUpKeys;
import dev.latchkey.benchmarks.TwoLimits;
import dev.latchkey.benchmarks.server.Load.Result;
import dev.latchkey.key.KeyPermits;
import dev.latchkey.profile.Profiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Requests a second through Jetty and Netty without Latchkey, with it and good keys, with it and keys that have two limits
 * (which the standard profile tells of in five headers), and with it and bad keys; a while each in turn, round after round, so that what the machine has to do besides hits all of them. Clients and server share the
 * machine and this JVM. Arguments: rounds, milliseconds for each while, the file for results.
 */
public final class ServerLoad {
    private static final int KEYS = 10_000;
    private static final int CONNECTIONS = 8;
    private static final int WARM_UP_ROUNDS = 4;

    private final int rounds;
    private final long nanos;
    private final Figures figures;
    private final Authenticator gate = gate(KeyPermits.unlimited());
    private final Authenticator limiting = gate(TwoLimits.permits());
    private final List<byte[]> good = requests(0);
    private final List<byte[]> bad = requests(KEYS + 1);

    private ServerLoad(int rounds, long nanos, Figures figures) {
        this.rounds = rounds;
        this.nanos = nanos;
        this.figures = figures;
    }

    private static Authenticator gate(KeyPermits permits) {
        return Authenticator.builder(Profiles.standard())
                .keys(new KeySet(KEYS, permits).source)
                .build();
    }

    private static List<byte[]> requests(int from) {
        return IntStream.range(from, from + KEYS)
                .mapToObj(key -> Connection.request(MadeUpKeys.text(key)))
                .toList();
    }

    /** Measures and writes. */
    public static void main(String[] args) throws IOException, InterruptedException, ExecutionException {
        Figures figures = new Figures(Path.of(args[2]));
        ServerLoad load = new ServerLoad(
                Integer.parseInt(args[0]), TimeUnit.MILLISECONDS.toNanos(Long.parseLong(args[1])), figures);
        load.measure("jetty", JettyHost::new);
        load.measure("netty", NettyHost::new);
        figures.write();
    }

    private void measure(String name, Function<@Nullable Authenticator, RunningServer> start)
            throws IOException, InterruptedException, ExecutionException {
        try (RunningServer plain = start.apply(null);
                RunningServer guarded = start.apply(gate);
                RunningServer limited = start.apply(limiting);
                Load without = new Load(plain.port(), CONNECTIONS, good, 200);
                Load accepted = new Load(guarded.port(), CONNECTIONS, good, 200);
                Load counted = new Load(limited.port(), CONNECTIONS, good, 200);
                Load refused = new Load(guarded.port(), CONNECTIONS, bad, 401)) {
            List<Load> variants = List.of(without, accepted, counted, refused);
            Result[][] results = new Result[variants.size()][rounds];
            for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
                for (int variant = 0; variant < variants.size(); variant++) {
                    results[variant][Math.max(0, round)] = variants.get(variant).run(nanos);
                }
            }
            tell(name + ".without", results[0]);
            tell(name + ".accepted", results[1]);
            tell(name + ".limited", results[2]);
            tell(name + ".refused", results[3]);
            tellRatio(name + ".accepted.ratio", results[1], results[0]);
            tellRatio(name + ".limited.ratio", results[2], results[0]);
            tellRatio(name + ".refused.ratio", results[3], results[0]);
        }
    }

    private void tell(String name, Result[] results) {
        figures.addMedian("server." + name + ".throughput", each(results, Result::perSecond), "1/s");
        figures.addMedian("server." + name + ".p50", each(results, Result::p50Micros), "us");
        figures.addMedian("server." + name + ".p99", each(results, Result::p99Micros), "us");
    }

    private static double[] each(Result[] results, ToDoubleFunction<Result> of) {
        return List.of(results).stream().mapToDouble(of).toArray();
    }

    /** Round by round: the two were measured one after the other. */
    private void tellRatio(String name, Result[] with, Result[] without) {
        double[] ratios = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            ratios[round] = with[round].perSecond() / without[round].perSecond();
        }
        figures.addMedian("server." + name, ratios, "");
    }
}
