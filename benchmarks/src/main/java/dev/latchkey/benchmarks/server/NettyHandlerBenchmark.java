package dev.latchkey.benchmarks.server;

import dev.latchkey.Authenticator;
import dev.latchkey.benchmarks.Checked;
import dev.latchkey.benchmarks.KeySet;
import dev.latchkey.benchmarks.MadeUpKeys;
import dev.latchkey.benchmarks.TwoLimits;
import dev.latchkey.key.KeyPermits;
import dev.latchkey.netty.LatchkeyHandler;
import dev.latchkey.profile.Profiles;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
 * A request's bytes through Netty's codec and a host that does nothing, to the bytes of its answer: all that an event loop
 * does, without a socket. With ten thousand keys that come up in turn.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class NettyHandlerBenchmark {
    private static final int KEYS = 10_000;

    private final List<byte[]> good =
            MadeUpKeys.first(KEYS).stream().map(Connection::request).toList();
    private final byte[] bad = Connection.request(MadeUpKeys.text(KEYS));
    private final EmbeddedChannel plain = new EmbeddedChannel(new HttpServerCodec(), new NettyHost.Host());
    private final EmbeddedChannel guarded = guarded(KeyPermits.unlimited());
    private final EmbeddedChannel limited = guarded(TwoLimits.permits());
    private int next;

    /** Sees that it tells good from bad. */
    public NettyHandlerBenchmark() {
        Checked.that(status(guarded, good.get(0)).equals("200"), "a good key passes");
        Checked.that(status(guarded, bad).equals("401"), "a bad key does not");
    }

    private static EmbeddedChannel guarded(KeyPermits permits) {
        Authenticator gate = Authenticator.builder(Profiles.standard())
                .keys(new KeySet(KEYS, permits).source)
                .build();
        return new EmbeddedChannel(new HttpServerCodec(), new LatchkeyHandler(gate), new NettyHost.Host());
    }

    /** Nobody asks for a key. */
    @Benchmark
    public int without() {
        return exchange(plain, inTurn());
    }

    /** A good key. */
    @Benchmark
    public int accepted() {
        return exchange(guarded, inTurn());
    }

    /** A good key with two limits, of which five headers tell. */
    @Benchmark
    public int acceptedTwoLimits() {
        return exchange(limited, inTurn());
    }

    /** A well-formed key that nobody knows. */
    @Benchmark
    public int unknown() {
        return exchange(guarded, bad);
    }

    private byte[] inTurn() {
        byte[] request = good.get(next);
        next = next + 1 == KEYS ? 0 : next + 1;
        return request;
    }

    /** How many bytes the answer has. */
    private static int exchange(EmbeddedChannel channel, byte[] request) {
        channel.writeInbound(Unpooled.wrappedBuffer(request));
        int length = 0;
        for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
            length += part.readableBytes();
            part.release();
        }
        return length;
    }

    private static String status(EmbeddedChannel channel, byte[] request) {
        channel.writeInbound(Unpooled.wrappedBuffer(request));
        StringBuilder answer = new StringBuilder();
        for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
            answer.append(part.toString(StandardCharsets.ISO_8859_1));
            part.release();
        }
        return answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length());
    }
}
