package dev.latchkey.benchmarks;

import dev.latchkey.Authenticator;
import dev.latchkey.Verdict;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.Argon2idHash;
import dev.latchkey.key.KeyRecord;
import dev.latchkey.key.KeySecret;
import dev.latchkey.key.KeySource;
import dev.latchkey.key.KeyTable;
import dev.latchkey.profile.Profiles;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What ordinary keys notice of a flood of bad ones, ten thousand a second, each of which could be a secret that a person
 * chose and would cost an Argon2id computation: compare {@code flood=0} with {@code flood=10000}, median and p99.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class FloodBenchmark {
    private static final int FLOODERS = 8;

    /** Bad keys a second. */
    @Param({"0", "10000"})
    public int flood;

    private Authenticator gate = Authenticator.builder(Profiles.anyLlm()).build();
    private HeaderRequest accepted = HeaderRequest.bearer("");
    private volatile boolean over;
    private List<Thread> flooders = List.of();

    /** Makes one key that a person chose beside ten thousand ordinary ones, and lets the flood begin. */
    @Setup
    public void prepare() {
        KeySet set = new KeySet(10_000);
        ApiKey chosen = ApiKey.parse("correct-horse-battery-staple");
        KeyRecord person = KeyRecord.builder(KeySecret.argon2id(Argon2idHash.of(chosen)))
                .label("person")
                .build();
        gate = Authenticator.builder(Profiles.standard())
                .keys(set.source)
                .keys(KeySource.of(KeyTable.of(List.of(person))))
                .build();
        accepted = HeaderRequest.bearer(set.keys.get(0));
        over = false;
        flooders = flood == 0 ? List.of() : startFlood();
    }

    /** Ends the flood. */
    @TearDown
    public void end() throws InterruptedException {
        over = true;
        for (Thread flooder : flooders) {
            flooder.join();
        }
    }

    /** An ordinary key, all the while. */
    @Benchmark
    public Verdict accepted() {
        return gate.authenticate(accepted);
    }

    private List<Thread> startFlood() {
        List<Thread> threads =
                IntStream.range(0, FLOODERS).mapToObj(this::flooder).toList();
        threads.forEach(Thread::start);
        return threads;
    }

    private Thread flooder(int number) {
        Thread thread = new Thread(() -> sendBadKeys(number), "flood-" + number);
        thread.setDaemon(true);
        return thread;
    }

    /** Paced by the clock: a flooder that waited for its turn catches up afterwards. */
    private void sendBadKeys(int number) {
        long gap = TimeUnit.SECONDS.toNanos(1) * FLOODERS / flood;
        long due = System.nanoTime();
        for (long i = 0; !over; i++) {
            gate.authenticate(HeaderRequest.bearer("wrong-" + number + "-" + i));
            due += gap;
            LockSupport.parkNanos(due - System.nanoTime());
        }
    }
}
