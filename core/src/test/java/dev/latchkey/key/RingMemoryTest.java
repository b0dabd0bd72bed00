package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How much memory bad input takes, by the thread's own allocation counter. */
@Timeout(60)
class RingMemoryTest {
    private static final long ONE_MEGABYTE = 1 << 20;
    private static final int HUNDRED_MEGABYTES = 100 << 20;

    @Test
    void anEndlessLineIsRefusedAtItsBeginning() {
        Bytes endless = new Bytes('x', Integer.MAX_VALUE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RingContent.of(endless, RingReading.STRICT))
                .withMessageStartingWith("entry 1: longer than 4096 bytes");
        assertThat(endless.given).isLessThan(ONE_MEGABYTE);
    }

    @Test
    void endlessZerosAreRefusedAtTheirBeginning() {
        Bytes endless = new Bytes('\0', Integer.MAX_VALUE);
        assertThatIllegalArgumentException().isThrownBy(() -> RingContent.of(endless, RingReading.STRICT));
        assertThat(endless.given).isLessThan(ONE_MEGABYTE);
    }

    @Test
    void aHundredMegabyteLineThatIsDroppedTakesLittleMemory() throws IOException {
        InputStream in = new SequenceInputStream(
                new Bytes('x', HUNDRED_MEGABYTES),
                new ByteArrayInputStream(("\na:" + Digests.A).getBytes(StandardCharsets.US_ASCII)));
        long before = allocated();
        RingContent content = RingContent.of(in, RingReading.COMPATIBLE);
        assertThat(allocated() - before).isLessThan(ONE_MEGABYTE);
        assertThat(content.records()).hasSize(1);
    }

    @Test
    void aHundredMegabytesOfBlanksTakeLittleMemory() {
        long before = allocated();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RingContent.of(new Bytes('\n', HUNDRED_MEGABYTES), RingReading.STRICT));
        assertThat(allocated() - before).isLessThan(ONE_MEGABYTE);
    }

    @Test
    void aStreamThatPromisesMuchTakesMemoryForWhatItHoldsOnly() throws IOException {
        InputStream in =
                new ByteArrayInputStream(("a:" + Digests.A + ",b:" + Digests.B).getBytes(StandardCharsets.US_ASCII)) {
                    @Override
                    public synchronized int available() {
                        return Integer.MAX_VALUE;
                    }
                };
        long before = allocated();
        assertThat(RingContent.of(in, RingReading.STRICT).records()).hasSize(2);
        assertThat(allocated() - before).isLessThan(ONE_MEGABYTE);
    }

    @Test
    void aHundredMegabyteTextInAManifestIsRefusedAtItsBeginning() {
        Bytes endless = new Bytes('x', HUNDRED_MEGABYTES);
        InputStream in = new SequenceInputStream(
                new ByteArrayInputStream("{\"version\": \"".getBytes(StandardCharsets.US_ASCII)), endless);
        assertThatIllegalArgumentException().isThrownBy(() -> KeyManifest.read(in, () -> 0));
        assertThat(endless.given).isLessThan(ONE_MEGABYTE);
    }

    @Test
    void aStreamThatGrowsBeyondTheBoundIsRefused() throws IOException {
        try (BoundedStream bounded = new BoundedStream(new Bytes('x', 101), 100)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(bounded::readAllBytes)
                    .withMessageContaining("larger than 100");
        }
    }

    @Test
    void aStreamUpToTheBoundIsRead() throws IOException {
        try (BoundedStream bounded = new BoundedStream(new Bytes('x', 100), 100)) {
            assertThat(bounded.readAllBytes()).hasSize(100);
        }
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    /** So many times the same byte. */
    private static final class Bytes extends InputStream {
        private final byte value;
        private final long count;
        private long given;

        Bytes(char value, long count) {
            this.value = (byte) value;
            this.count = count;
        }

        @Override
        public int read() {
            if (given == count) {
                return -1;
            }
            given++;
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            int now = (int) Math.min(length, count - given);
            if (now == 0) {
                return -1;
            }
            Arrays.fill(bytes, offset, offset + now, value);
            given += now;
            return now;
        }
    }
}
