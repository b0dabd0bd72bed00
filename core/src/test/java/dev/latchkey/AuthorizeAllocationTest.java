package dev.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.latchkey.key.KeyPermits;
import dev.latchkey.profile.Profiles;
import dev.latchkey.quota.Money;
import dev.latchkey.quota.RateLimit;
import dev.latchkey.quota.RateWindow;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A whole decision, limits and money included, costs the collector little, once it is compiled. */
class AuthorizeAllocationTest {
    private static final int ROUND = 20_000;
    /** 200 in a process of its own; where every other test has run before, the compiler spares fewer objects. */
    private static final int MOST = 320;

    private static final long PATIENCE = Duration.ofSeconds(60).toNanos();
    private static final Call CALL = Calls.costing("0.000001");

    private final ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final TestRequest request = TestRequest.bearing(TestKeys.K);
    private final Admitted[] inFlight = new Admitted[ROUND];

    @Test
    void twoLimitsAndABudgetAllocateAtMost320BytesWithTheKeyThatTheyBelongTo() {
        KeyPermits permits = KeyPermits.builder()
                .limits(List.of(
                        RateLimit.of(1_000_000_000, RateWindow.MINUTE), RateLimit.of(1_000_000_000, RateWindow.DAY)))
                .usageLimit(Money.parse("1000000"))
                .build();
        Authenticator gate = Authenticator.builder(Profiles.standard())
                .keys(TestKeys.source(Calls.key(permits)))
                .build();
        assertThat(bytesPerCall(gate)).isLessThanOrEqualTo(MOST);
    }

    /** What the cheapest round allocated, tried until the compiler has done its work. */
    private long bytesPerCall(Authenticator gate) {
        long deadline = System.nanoTime() + PATIENCE;
        long least = Long.MAX_VALUE;
        while (least > MOST && System.nanoTime() < deadline) {
            long before = thread.getCurrentThreadAllocatedBytes();
            admit(gate);
            least = Math.min(least, (thread.getCurrentThreadAllocatedBytes() - before) / ROUND);
            release();
        }
        return least;
    }

    private void admit(Authenticator gate) {
        for (int i = 0; i < ROUND; i++) {
            Granted who = (Granted) gate.authenticate(request);
            inFlight[i] = (Admitted) gate.authorize(who, request, CALL);
        }
    }

    private void release() {
        for (Admitted call : inFlight) {
            assertThat(call.reservation().release()).isTrue();
        }
    }
}
