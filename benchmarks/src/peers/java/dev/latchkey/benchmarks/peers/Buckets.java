package dev.latchkey.benchmarks.peers;

import dev.latchkey.benchmarks.TwoLimits;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import java.time.Duration;

/** Bucket4j's buckets, with its defaults, of the size of our {@link TwoLimits}. */
final class Buckets {
    private static final Bandwidth MINUTE = bandwidth(TwoLimits.A_MINUTE, Duration.ofMinutes(1));
    private static final Bandwidth DAY = bandwidth(TwoLimits.A_DAY, Duration.ofDays(1));

    private Buckets() {}

    /** Two bandwidths. */
    static Bucket ofMinuteAndDay() {
        return Bucket.builder().addLimit(MINUTE).addLimit(DAY).build();
    }

    /** The limit of a minute alone. */
    static Bucket ofMinute() {
        return Bucket.builder().addLimit(MINUTE).build();
    }

    private static Bandwidth bandwidth(long permits, Duration window) {
        return Bandwidth.builder()
                .capacity(permits)
                .refillGreedy(permits, window)
                .build();
    }
}
