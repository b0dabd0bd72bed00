package dev.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.latchkey.key.HashScheme;
import dev.latchkey.key.KeyFormat;
import dev.latchkey.key.KeySource;
import dev.latchkey.profile.Profiles;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The way of an accepted request costs the collector next to nothing, once it is compiled. */
class AllocationTest {
    private static final int ROUND = 20_000;
    private static final int MOST = 128;
    private static final long PATIENCE = Duration.ofSeconds(60).toNanos();

    private final ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final String key = KeyFormat.standard().mint().revealOnce();

    @Test
    void anAcceptedKeyAllocatesAtMost128Bytes() {
        assertThat(bytesPerRequest(TestKeys.holding(key, "another"))).isLessThanOrEqualTo(MOST);
    }

    @Test
    void anAcceptedKeyThatNamesItsSchemeAllocatesAtMost128Bytes() {
        assertThat(bytesPerRequest(TestKeys.source(TestKeys.hashed(key, HashScheme.sha256()))))
                .isLessThanOrEqualTo(MOST);
    }

    /** What the cheapest round allocated, tried until the compiler has done its work. */
    private long bytesPerRequest(KeySource source) {
        Authenticator gate =
                Authenticator.builder(Profiles.standard()).keys(source).build();
        TestRequest request = TestRequest.bearing(key);
        long deadline = System.nanoTime() + PATIENCE;
        long least = Long.MAX_VALUE;
        while (least > MOST && System.nanoTime() < deadline) {
            long before = thread.getCurrentThreadAllocatedBytes();
            accept(gate, request);
            least = Math.min(least, (thread.getCurrentThreadAllocatedBytes() - before) / ROUND);
        }
        return least;
    }

    private static void accept(Authenticator gate, TestRequest request) {
        for (int i = 0; i < ROUND; i++) {
            assertGranted(gate.authenticate(request));
        }
    }

    private static void assertGranted(Verdict verdict) {
        if (!(verdict instanceof Granted)) {
            throw new AssertionError("refused");
        }
    }
}
