package dev.latchkey.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import org.junit.jupiter.api.Test;

/** The check that guards every other test class can fail. */
final class LeakRecorderTest {

    @Test
    void detectorLooksAtEveryBuffer() {
        assertThat(ResourceLeakDetector.getLevel()).isEqualTo(ResourceLeakDetector.Level.PARANOID);
    }

    @Test
    void bufferThatNobodyReleasedIsReported() {
        drop();
        assertThat(LeakRecorder.sweep()).isNotEmpty();
    }

    private static void drop() {
        PooledByteBufAllocator.DEFAULT.buffer(16).writeByte(1);
    }
}
