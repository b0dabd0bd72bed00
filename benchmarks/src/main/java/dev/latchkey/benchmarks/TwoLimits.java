package dev.latchkey.benchmarks;

import dev.latchkey.key.KeyPermits;
import dev.latchkey.quota.Money;
import dev.latchkey.quota.RateLimit;
import dev.latchkey.quota.RateWindow;
import java.util.List;

/** So many calls a minute and so many a day; more than any benchmark can make. */
public final class TwoLimits {
    /** Calls a minute. */
    public static final long A_MINUTE = 10_000_000_000L;

    /** Calls a day. */
    public static final long A_DAY = 1_000_000_000_000L;

    private TwoLimits() {}

    /** Counted as a minute and a day usually are. */
    public static KeyPermits permits() {
        return limited().build();
    }

    /** With a budget that is never reached beside them. */
    public static KeyPermits permitsAndBudget() {
        return limited().usageLimit(Money.parse("999999999")).build();
    }

    /** A limit that is used up by the first call. */
    static KeyPermits oneCallADay() {
        return KeyPermits.builder()
                .limits(List.of(RateLimit.of(A_MINUTE, RateWindow.MINUTE), RateLimit.of(1, RateWindow.DAY)))
                .build();
    }

    private static KeyPermits.Builder limited() {
        return KeyPermits.builder()
                .limits(List.of(RateLimit.of(A_MINUTE, RateWindow.MINUTE), RateLimit.of(A_DAY, RateWindow.DAY)));
    }
}
