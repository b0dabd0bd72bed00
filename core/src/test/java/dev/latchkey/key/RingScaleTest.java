package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A million entries; how fast is the benchmarks' to say. */
@Timeout(240)
class RingScaleTest {
    private static final int ENTRIES = 1_000_000;
    private static final byte[] RING = ring();

    @Test
    void aMillionEntriesLoadAndServe() throws IOException {
        RingContent content = RingContent.of(new ByteArrayInputStream(RING), RingReading.STRICT);
        assertThat(content.table().size()).isEqualTo(ENTRIES);
        assertThat(content.table().find(digest(new SplittableRandom(ENTRIES))))
                .get()
                .extracting(row -> row.record().label())
                .isEqualTo("k" + ENTRIES);
    }

    @Test
    void theLastOfAMillionEntriesMayStillRefuseAll() {
        byte[] broken = RING.clone();
        broken[broken.length - 1] = 'x';
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RingContent.of(new ByteArrayInputStream(broken), RingReading.STRICT))
                .withMessageStartingWith("entry " + ENTRIES + ": ");
    }

    /** Entry {@code n} is made of the random numbers of seed {@code n}. */
    private static byte[] ring() {
        ByteArrayOutputStream ring = new ByteArrayOutputStream(ENTRIES * 73);
        for (int n = 1; n <= ENTRIES; n++) {
            String entry = (n == 1 ? "k" : "\nk") + n + ":"
                    + digest(new SplittableRandom(n)).toHex();
            ring.writeBytes(entry.getBytes(StandardCharsets.US_ASCII));
        }
        return ring.toByteArray();
    }

    private static KeyHash digest(SplittableRandom random) {
        return new KeyHash(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
    }
}
