package dev.latchkey.benchmarks;

import dev.latchkey.key.KeyPermits;
import dev.latchkey.quota.Money;
import dev.latchkey.quota.RateLimit;
import dev.latchkey.quota.RateWindow;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.List;

/** So many calls a minute and so many a day, as each library says it; more than any benchmark can make. */
final class TwoLimits {
    private static final long A_MINUTE = 10_000_000_000L;
    private static final long A_DAY = 1_000_000_000_000L;

    private static final Bandwidth MINUTE = bandwidth(A_MINUTE, Duration.ofMinutes(1));
    private static final Bandwidth DAY = bandwidth(A_DAY, Duration.ofDays(1));

    private TwoLimits() {}

    /** Ours, counted as a minute and a day usually are. */
    static KeyPermits permits() {
        return limited().build();
    }

    /** Ours, with a budget that is never reached beside them. */
    static KeyPermits permitsAndBudget() {
        return limited().usageLimit(Money.parse("999999999")).build();
    }

    private static KeyPermits.Builder limited() {
        return KeyPermits.builder()
                .limits(List.of(RateLimit.of(A_MINUTE, RateWindow.MINUTE), RateLimit.of(A_DAY, RateWindow.DAY)));
    }

    /** Bucket4j's, with its defaults. */
    static Bucket bucket() {
        return Bucket.builder().addLimit(MINUTE).addLimit(DAY).build();
    }

    /** Bucket4j's, with the limit of a minute alone. */
    static Bucket bucketOfAMinute() {
        return Bucket.builder().addLimit(MINUTE).build();
    }

    private static Bandwidth bandwidth(long permits, Duration window) {
        return Bandwidth.builder()
                .capacity(permits)
                .refillGreedy(permits, window)
                .build();
    }
}
