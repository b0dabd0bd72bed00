package dev.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import com.sun.management.ThreadMXBean;
import dev.latchkey.key.HashScheme;
import dev.latchkey.key.KeyFormat;
import dev.latchkey.key.KeySource;
import dev.latchkey.profile.Profiles;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The way of a request to its verdict costs the collector next to nothing, once it is compiled. */
class AllocationTest {
    private static final int ROUND = 20_000;
    private static final int MOST = 128;
    private static final long PATIENCE = Duration.ofSeconds(60).toNanos();

    private final ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final LogLines log = new LogLines(Level.INFO);
    private final String key = KeyFormat.standard().mint().revealOnce();

    @AfterEach
    void stopListening() {
        log.close();
    }

    @Test
    void anAcceptedKeyAllocatesAtMost128Bytes() {
        Authenticator gate = gate(TestKeys.holding(key, "another"));
        assertThat(gate.verify(key)).isInstanceOf(Granted.class);
        assertThat(bytesPerRequest(gate, key, MOST)).isLessThanOrEqualTo(MOST);
    }

    @Test
    void anAcceptedKeyThatNamesItsSchemeAllocatesAtMost128Bytes() {
        Authenticator gate = gate(TestKeys.source(TestKeys.hashed(key, HashScheme.sha256())));
        assertThat(gate.verify(key)).isInstanceOf(Granted.class);
        assertThat(bytesPerRequest(gate, key, MOST)).isLessThanOrEqualTo(MOST);
    }

    @Test
    void anUnknownKeyAllocatesAtMost128Bytes() {
        assertThat(bytesPerRequest(gate(TestKeys.holding("another")), key, MOST))
                .isLessThanOrEqualTo(MOST);
    }

    @Test
    void aTextWithAFlawWithinAllocatesNoMoreThanItsBytes() {
        String flawed = key.substring(0, 20) + "<" + key.substring(21);
        int copy = 16 + 8 + "Bearer ".length() + flawed.length();
        assertThat(bytesPerRequest(gate(TestKeys.holding(key)), flawed, copy)).isLessThanOrEqualTo(copy);
    }

    @Test
    void aTextThatEndsAsNoKeyDoesIsNotEvenCopied() {
        assertThat(bytesPerRequest(gate(TestKeys.holding(key)), key + '"', 0)).isZero();
    }

    private static Authenticator gate(KeySource source) {
        return Authenticator.builder(Profiles.standard()).keys(source).build();
    }

    /** What the cheapest round allocated, tried until it is so few or the compiler has surely done its work. */
    private long bytesPerRequest(Authenticator gate, String text, int enough) {
        TestRequest request = TestRequest.bearing(text);
        Class<? extends Verdict> verdict = gate.authenticate(request).getClass();
        long deadline = System.nanoTime() + PATIENCE;
        long least = Long.MAX_VALUE;
        while (least > enough && System.nanoTime() < deadline) {
            long before = thread.getCurrentThreadAllocatedBytes();
            ask(gate, request, verdict);
            least = Math.min(least, (thread.getCurrentThreadAllocatedBytes() - before) / ROUND);
        }
        return least;
    }

    private static void ask(Authenticator gate, TestRequest request, Class<? extends Verdict> verdict) {
        for (int i = 0; i < ROUND; i++) {
            if (gate.authenticate(request).getClass() != verdict) {
                throw new AssertionError("another verdict");
            }
        }
    }
}
