package dev.latchkey.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BodyHoldTest {
    private final BodyCap cap = BodyCap.of(100_000);

    @Test
    void bytesComeOutAsTheyWentIn() throws IOException {
        byte[] body = new byte[40_000];
        new Random(1).nextBytes(body);
        try (BodyHold hold = BodyHold.under(cap)) {
            for (int at = 0; at < body.length; at += 700) {
                assertThat(hold.add(ByteBuffer.wrap(body, at, Math.min(700, body.length - at))))
                        .isTrue();
            }
            assertThat(hold.size()).isEqualTo(body.length);
            assertThat(cap.usedBytes()).isBetween(40_000L, 80_512L);
            assertThat(drained(hold, body.length)).isEqualTo(body);
            assertThat(cap.usedBytes()).isZero();
            assertThat(hold.read(new byte[1], 0, 1)).isEqualTo(-1);
        }
    }

    @Test
    void readingMayBeginBeforeTheLastByteArrived() throws IOException {
        try (BodyHold hold = BodyHold.under(cap)) {
            hold.add(ByteBuffer.wrap(new byte[] {1, 2}));
            assertThat(drained(hold, 2)).containsExactly(1, 2);
            hold.add(ByteBuffer.wrap(new byte[] {3}));
            assertThat(drained(hold, 1)).containsExactly(3);
        }
    }

    @Test
    void theBufferIsLeftAsItWasAndNotKept() throws IOException {
        byte[] bytes = {1, 2, 3};
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 1, 2);
        try (BodyHold hold = BodyHold.under(cap)) {
            hold.add(buffer);
            Arrays.fill(bytes, (byte) 9);
            assertThat(buffer.position()).isEqualTo(1);
            assertThat(drained(hold, 2)).containsExactly(2, 3);
        }
    }

    @Test
    void theCapIsReachedAndFreedByClosing() {
        BodyHold hold = BodyHold.under(cap);
        assertThat(hold.add(ByteBuffer.allocate(100_000))).isTrue();
        assertThat(hold.add(ByteBuffer.allocate(1))).isFalse();
        assertThat(BodyHold.under(cap).add(ByteBuffer.allocate(1))).isFalse();

        hold.close();
        hold.close();

        assertThat(cap.usedBytes()).isZero();
        assertThat(BodyHold.under(cap).add(ByteBuffer.allocate(100_000))).isTrue();
    }

    @Test
    void aDroppedBodyIsNotMistakenForAnEnd() {
        BodyHold hold = BodyHold.under(cap);
        hold.add(ByteBuffer.allocate(5));
        hold.close();

        assertThat(hold.size()).isZero();
        assertThat(hold.add(ByteBuffer.allocate(5))).isFalse();
        assertThatThrownBy(() -> hold.read(new byte[5], 0, 5)).isInstanceOf(IOException.class);
    }

    @Test
    void readingNothingMovesNothing() throws IOException {
        try (BodyHold hold = BodyHold.under(cap)) {
            hold.add(ByteBuffer.allocate(5));
            assertThat(hold.read(new byte[5], 5, 0)).isZero();
            assertThatThrownBy(() -> hold.read(new byte[5], 1, 5)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    private static byte[] drained(BodyHold hold, int length) throws IOException {
        byte[] target = new byte[length];
        for (int done = 0; done < length; ) {
            done += hold.read(target, done, Math.min(333, length - done));
        }
        return target;
    }
}
