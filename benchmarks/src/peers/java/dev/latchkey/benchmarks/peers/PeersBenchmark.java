package dev.latchkey.benchmarks.peers;

import dev.latchkey.benchmarks.Checked;
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

/**
 * From the same servlet request with the same header to a decision, with the same ten thousand keys. The request and the
 * answer are made anew for each; what that costs is in all of the figures.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class PeersBenchmark {

    /** Who decides. */
    @Param
    public Peer peer = Peer.LATCHKEY;

    private Door door = (request, response) -> false;
    private List<String> good = List.of();
    private String bad = "";
    private int next;

    /** Makes the door, and sees that it tells good from bad. */
    @Setup
    public void prepare() throws Exception {
        Peer.Visitors visitors = peer.visitors();
        door = visitors.door();
        good = visitors.good().stream().map(key -> "Bearer " + key).toList();
        bad = "Bearer " + visitors.bad();
        for (String credential : good) {
            Checked.that(decides(credential), peer + " lets a good credential in");
        }
        Checked.that(!decides(bad), peer + " refuses a bad credential");
        Checked.that(!decides("Basic eDp5"), peer + " refuses another scheme");
    }

    /** Good credentials in turn. */
    @Benchmark
    public boolean accepted() throws Exception {
        int key = next;
        next = key + 1 == good.size() ? 0 : key + 1;
        return decides(good.get(key));
    }

    /** A key that nobody has, or a signature that is another one's. */
    @Benchmark
    public boolean refused() throws Exception {
        return decides(bad);
    }

    private boolean decides(String authorization) throws Exception {
        return door.lets(new PlainRequest(authorization), new PlainResponse());
    }
}
