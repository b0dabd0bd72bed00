package dev.latchkey.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Warmup;

/** The same decisions with a million keys, each of which comes up before the first does again. */
@Warmup(iterations = 2, time = 1500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 1500, timeUnit = TimeUnit.MILLISECONDS)
public class MillionKeysBenchmark extends Decisions {
    private static final int KEYS = 1_000_000;

    /** Makes the keys. */
    public MillionKeysBenchmark() {
        super(KEYS);
    }
}
