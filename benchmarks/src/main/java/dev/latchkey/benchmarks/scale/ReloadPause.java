package dev.latchkey.benchmarks.scale;

import com.sun.management.ThreadMXBean;
import dev.latchkey.Authenticator;
import dev.latchkey.Granted;
import dev.latchkey.benchmarks.Checked;
import dev.latchkey.benchmarks.Durations;
import dev.latchkey.benchmarks.Figures;
import dev.latchkey.benchmarks.HeaderRequest;
import dev.latchkey.benchmarks.MadeUpKeys;
import dev.latchkey.key.KeyRing;
import dev.latchkey.key.KeySource;
import dev.latchkey.key.KeyTable;
import dev.latchkey.profile.Profiles;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a thread that verifies all the while notices of reloads: its longest wait for a verdict, with nothing else going on
 * and while another thread reads the ring and swaps the table again and again. The collector's pauses and the operating
 * system's are in it. Arguments: the number of keys, a word for the results, the file for them.
 */
public final class ReloadPause {
    private static final long QUIET_NANOS = 5_000_000_000L;
    private static final int RELOADS = 5;
    private static final int CLIENTS = 10_000;

    private final Path text;
    private final Figures figures;
    private final String prefix;
    private final List<HeaderRequest> requests;
    private final Authenticator gate;
    private volatile KeyTable table;
    private volatile boolean over;

    private ReloadPause(Path text, String prefix, int keys, Figures figures) {
        this.text = text;
        this.prefix = prefix;
        this.figures = figures;
        this.table = KeyRing.read(text).table();
        this.requests = IntStream.range(0, Math.min(CLIENTS, keys))
                .mapToObj(key -> HeaderRequest.bearer(MadeUpKeys.text(key)))
                .toList();
        KeySource source = () -> table;
        this.gate = Authenticator.builder(Profiles.standard()).keys(source).build();
    }

    /** Measures and writes. */
    public static void main(String[] args) throws IOException, NoSuchAlgorithmException, InterruptedException {
        int keys = Integer.parseInt(args[0]);
        Figures figures = new Figures(Path.of(args[2]));
        ReloadPause pause =
                new ReloadPause(RingText.write(keys, true), "reload." + args[1] + "." + keys, keys, figures);
        pause.verifyFor(QUIET_NANOS, new Durations());
        pause.measureQuiet();
        pause.measureReloads();
        figures.write();
    }

    private void measureQuiet() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long id = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(id);
        Durations quiet = new Durations();
        verifyFor(QUIET_NANOS, quiet);
        double seconds = QUIET_NANOS / 1e9;
        double megabytes = (threads.getThreadAllocatedBytes(id) - before) / 1e6;
        figures.add(prefix + ".quiet.garbage", megabytes / seconds, "MB/s");
        figures.add(prefix + ".quiet.verdicts", quiet.count() / seconds, "1/s");
        tell("quiet", quiet);
    }

    private void measureReloads() throws InterruptedException {
        Durations reloading = new Durations();
        Thread reloader = new Thread(this::reload, "reload");
        long collecting = collectorMillis();
        reloader.start();
        while (!over) {
            verifyFor(10_000_000, reloading);
        }
        reloader.join();
        figures.add(prefix + ".reloading.collector", (double) (collectorMillis() - collecting), "ms");
        tell("reloading", reloading);
    }

    private void reload() {
        try {
            for (int i = 0; i < RELOADS; i++) {
                table = KeyRing.read(text).table();
            }
        } finally {
            over = true;
        }
    }

    private void verifyFor(long nanos, Durations durations) {
        long now = System.nanoTime();
        long end = now + nanos;
        int client = 0;
        while (now - end < 0) {
            Checked.that(gate.authenticate(requests.get(client)) instanceof Granted, "every key stays known");
            client = client + 1 == requests.size() ? 0 : client + 1;
            long after = System.nanoTime();
            durations.add(after - now);
            now = after;
        }
    }

    private void tell(String when, Durations durations) {
        figures.add(prefix + "." + when + ".p99.99", durations.percentile(0.9999) / 1e3, "us");
        figures.add(prefix + "." + when + ".longest", durations.longest() / 1e6, "ms");
    }

    /** How long the collector stopped the threads, or worked at all where it does so beside them. */
    private static long collectorMillis() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
    }
}
