package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** What is asked of every request's key allocates nothing, not even before it is compiled. */
class AllocationTest {
    private static final int CALLS = 10_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final ApiKey key = KeyFormat.standard().mint().apiKey();

    @Test
    void matchingAFormat() {
        assertThat(bytesPerCall(() -> assertHolds(KeyFormat.standard().matches(key))))
                .isZero();
    }

    @Test
    void verifyingAChecksum() {
        assertThat(bytesPerCall(() -> assertHolds(KeyFormat.standard().checksumMatches(key))))
                .isZero();
    }

    @Test
    void scanning() {
        assertThat(bytesPerCall(() -> assertHolds(ApiKey.scan(key.bytes, key.from, key.to) == ApiKey.Scan.WELL_FORMED)))
                .isZero();
    }

    /** Whole bytes: asking for the figure costs a little by itself. */
    private long bytesPerCall(Runnable call) {
        call.run();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < CALLS; i++) {
            call.run();
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / CALLS;
    }

    private static void assertHolds(boolean answer) {
        if (!answer) {
            throw new AssertionError("the key should have been accepted");
        }
    }
}
